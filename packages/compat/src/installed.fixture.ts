import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

const PACKAGES = join(__dirname, '../..');
const OPTIONS = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };

/** What a process said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function compile(name: string, target: string): void {
  const source = join(PACKAGES, name, 'src');
  mkdirSync(join(target, 'dist'), { recursive: true });
  writeFileSync(
    join(target, 'package.json'),
    readFileSync(join(PACKAGES, name, 'package.json'), 'utf8'),
  );
  const files = readdirSync(source).filter((file) => !/\.(spec|fixture)\.ts$/.test(file));
  for (const file of files) {
    const text = readFileSync(join(source, file), 'utf8');
    const { outputText } = ts.transpileModule(text, { compilerOptions: OPTIONS });
    writeFileSync(join(target, 'dist', file.replace(/ts$/, 'js')), outputText);
  }
}

/** A folder with the packages installed as a user has them, compiled from the source as it is. */
export function install(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tracker-compat-')));
  const modules = join(folder, 'node_modules');
  for (const name of ['state', 'core', 'migrate', 'compat'])
    compile(name, join(modules, '@tracker', name));
  for (const name of ['zod', 'typescript', 'diff', '@lezer']) {
    symlinkSync(join(PACKAGES, '../node_modules', name), join(modules, name));
  }
  return folder;
}

/** Writes a program into the folder and runs it in a process of its own. */
export async function runProgram(
  path: string,
  text: string,
  { flags = [] as readonly string[], env = {} } = {},
): Promise<Said> {
  writeFileSync(path, text);
  const options = { cwd: dirname(path), env: { PATH: process.env['PATH'], ...env } };
  try {
    const said = await promisify(execFile)(process.execPath, [...flags, path], options);
    return { code: 0, ...said };
  } catch (error) {
    return error as Said;
  }
}
