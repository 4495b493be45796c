import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type Module from 'node:module';
import { join } from 'node:path';

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

const MAIN = join(__dirname, 'main.ts');

/** `tracker` as a real process, on the source of the packages. */
export class TrackerProcess {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #exit: Promise<unknown[]>;
  #wake: () => void = () => undefined;

  constructor(args: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv }) {
    const code = `(${installLoader.toString()})(${JSON.stringify(MAIN)}); require(${JSON.stringify(MAIN)});`;
    this.child = spawn(process.execPath, ['-C', '@tracker/source', '-e', code, '--', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.cwd,
      env: { ...process.env, NODE_OPTIONS: '--no-warnings', ...options.env },
    });
    this.#exit = once(this.child, 'close');
    this.child.stdout?.on('data', (chunk) => {
      this.stdout += String(chunk);
      this.#wake();
    });
    this.child.stderr?.on('data', (chunk) => (this.stderr += String(chunk)));
    void this.#exit.then(() => this.#wake());
  }

  /** The first line on stdout, when it is there. */
  async firstLine(): Promise<string> {
    while (!this.stdout.includes('\n')) {
      if (this.child.exitCode !== null) throw new Error(`It has ended: ${this.stderr}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.stdout.slice(0, this.stdout.indexOf('\n'));
  }

  /** The code it exits with, once all it said was read. */
  async exitCode(): Promise<number | null> {
    const [code] = await this.#exit;
    return code as number | null;
  }
}
