import { opendir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { languageOf, type Language } from './language.js';

/** Files larger than this are not read: nobody writes such a file by hand. */
export const MAX_FILE_BYTES = 1_048_576;

/** Folders are followed down to this depth. */
export const MAX_DEPTH = 64;

/** Folders whose content is made by tools, or belongs to others. */
const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'bower_components',
  'dist',
  'build',
  'out-tsc',
  'coverage',
  'vendor',
  'venv',
  '__pycache__',
  'site-packages',
]);

/** A source file of the folder that is walked. */
export interface WalkedFile {
  readonly kind: 'file';
  /** To open it. */
  readonly path: string;
  /** From the folder, with `/` between the names, as reports show it. */
  readonly name: string;
  readonly language: Language;
}

/** Something that would have been read, and why it is not. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly name: string;
  readonly why: string;
  /** Whether it should have worked: the file system refused. */
  readonly isFailure: boolean;
}

/** Something that is not read by rule. */
export const skipped = (name: string, why: string): Skipped => ({
  kind: 'skipped',
  name,
  why,
  isFailure: false,
});

/** Something that could not be read or written. */
export const failed = (name: string, error: unknown): Skipped => ({
  kind: 'skipped',
  name,
  why: reasonOf(error),
  isFailure: true,
});

/** Whether a folder of this name is never entered; hidden ones are not, `.git` among them. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || SKIPPED_FOLDERS.has(name);
}

/**
 * The source files below `folder`, in the order of their names, one at a time. Symbolic links are not followed, so
 * nothing outside is reached and nothing is seen twice. Rejects when `folder` itself can't be read.
 */
export async function* walk(folder: string): AsyncGenerator<WalkedFile | Skipped> {
  yield* walkBelow(folder, '', 0);
}

async function* walkBelow(
  folder: string,
  prefix: string,
  depth: number,
): AsyncGenerator<WalkedFile | Skipped> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      if (isSkippedFolder(entry.name)) continue;
      yield* enter(path, name, depth + 1);
    } else {
      yield* look(path, name, entry.isFile());
    }
  }
}

async function entriesOf(folder: string) {
  const entries = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function* enter(path: string, name: string, depth: number) {
  if (depth > MAX_DEPTH) {
    yield skipped(name, `it lies deeper than ${MAX_DEPTH} folders`);
    return;
  }
  try {
    yield* walkBelow(path, `${name}/`, depth);
  } catch (error) {
    yield failed(name, error);
  }
}

async function* look(path: string, name: string, isFile: boolean) {
  const language = languageOf(extname(name));
  if (language === undefined) return;
  if (!isFile) {
    yield skipped(name, 'it is a link or no regular file');
    return;
  }
  const { size } = await stat(path);
  if (size > MAX_FILE_BYTES) {
    yield skipped(name, `it has ${size} bytes, more than ${MAX_FILE_BYTES}`);
    return;
  }
  yield { kind: 'file', path, name, language } as const;
}

/** What an error of the file system says, without its path. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message ?? String(error);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'it is not a folder',
};
