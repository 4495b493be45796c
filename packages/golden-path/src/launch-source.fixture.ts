import { spawn } from 'node:child_process';
import type Module from 'node:module';
import { join } from 'node:path';
import type { Launch } from './launch.js';
import type { PartRole } from './part-messages.js';

interface Loader {
  _extensions: Record<
    string,
    (module: { _compile(code: string, path: string): void }, path: string) => void
  >;
  _resolveFilename(request: string, ...rest: unknown[]): string;
}

/** Lets a process require TypeScript, and keeps what was compiled for the next one. Runs there, from its text alone. */
function installLoader(from: string, cache: string): void {
  const nodeModule = process.getBuiltinModule('node:module') as typeof Module;
  const fs = process.getBuiltinModule('node:fs');
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
  fs.mkdirSync(cache, { recursive: true });
  loader._extensions['.ts'] = (module, path) => {
    const source = fs.readFileSync(path, 'utf8');
    const kept = `${cache}/${createHash('sha256').update(source).digest('hex')}.js`;
    let code: string;
    if (fs.existsSync(kept)) code = fs.readFileSync(kept, 'utf8');
    else {
      code = compile(source);
      fs.writeFileSync(`${kept}.${process.pid}`, code);
      fs.renameSync(`${kept}.${process.pid}`, kept);
    }
    module._compile(code, path);
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

/** Beside what the compiler itself puts out. */
const CACHE = join(__dirname, '..', 'out-tsc', 'compiled');

/** Starts the processes on the source of the packages; `file` may put others in the place of some of them. */
export function launchSource(file: (role: PartRole) => string = () => 'part-main.ts'): Launch {
  return (role) => {
    const main = join(__dirname, file(role));
    const code = `(${installLoader.toString()})(${JSON.stringify(main)}, ${JSON.stringify(CACHE)}); require(${JSON.stringify(main)});`;
    return spawn(process.execPath, ['-C', '@tracker/source', '-e', code], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '--no-warnings' },
    });
  };
}
