import type Module from 'node:module';

interface Loader {
  _extensions: Record<
    string,
    (module: { _compile(code: string, path: string): void }, path: string) => void
  >;
  _resolveFilename(request: string, ...rest: unknown[]): string;
}

/**
 * Lets a process require TypeScript; what was compiled once lies in a folder for the next process. Runs in that
 * process, from its text alone.
 */
export function installLoader(from: string, folder: string): void {
  const nodeModule = process.getBuiltinModule('node:module') as typeof Module;
  const { existsSync, readFileSync, renameSync, writeFileSync } =
    process.getBuiltinModule('node:fs');
  const { createHash } = process.getBuiltinModule('node:crypto');
  const loader = nodeModule as unknown as Loader;

  const compile = (source: string): string => {
    const ts = nodeModule.createRequire(from)('typescript');
    const compilerOptions = {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    };
    return ts.transpileModule(source, { compilerOptions }).outputText;
  };
  loader._extensions['.ts'] = (module, path) => {
    const source = readFileSync(path, 'utf8');
    const kept = `${folder}/${createHash('sha1').update(source).digest('hex')}.cjs`;
    if (!existsSync(kept)) {
      const draft = `${kept}.${process.pid}`; // several processes may compile the same
      writeFileSync(draft, compile(source));
      renameSync(draft, kept);
    }
    module._compile(readFileSync(kept, 'utf8'), path);
  };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request, ...rest) {
    try {
      return resolve.call(this, request, ...rest);
    } catch (error) {
      if (!/^\..*\.js$/.test(request)) throw error;
      return resolve.call(this, request.replace(/\.js$/, '.ts'), ...rest);
    }
  };
}
