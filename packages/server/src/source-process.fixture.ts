import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type Module from 'node:module';
import { createInterface } from 'node:readline';

interface Loader {
  _extensions: Record<
    string,
    (module: { _compile(code: string, path: string): void }, path: string) => void
  >;
  _resolveFilename(request: string, ...rest: unknown[]): string;
}

/** Lets a process require TypeScript. Runs in that process, from its text alone. */
function installLoader(from: string): void {
  const nodeModule = process.getBuiltinModule('node:module') as typeof Module;
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const loader = nodeModule as unknown as Loader;
  const ts = nodeModule.createRequire(from)('typescript');
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
  };
  loader._extensions['.ts'] = (module, path) =>
    module._compile(
      ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions }).outputText,
      path,
    );
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

/** A real process that runs a TypeScript file on the source of the packages. */
export class SourceProcess {
  readonly child: ChildProcess;
  readonly lines: string[] = [];
  readonly #exit: Promise<unknown[]>;
  #wake: () => void = () => undefined;

  constructor(file: string, ...args: string[]) {
    const code = `(${installLoader.toString()})(${JSON.stringify(file)}); require(${JSON.stringify(file)});`;
    this.child = spawn(process.execPath, ['-C', '@tracker/source', '-e', code, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '--no-warnings' },
    });
    this.#exit = once(this.child, 'exit');
    if (this.child.stdout) {
      createInterface(this.child.stdout).on('line', (line) => {
        this.lines.push(line);
        this.#wake();
      });
    }
  }

  /** The line of that number, when it is there. */
  async line(index: number): Promise<string> {
    for (;;) {
      const line = this.lines[index];
      if (line !== undefined) return line;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** The code it exits with. */
  async exitCode(): Promise<number | null> {
    const [code] = await this.#exit;
    return code as number | null;
  }
}
