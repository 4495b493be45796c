import { dirname, extname, relative, resolve } from 'node:path';
import { writeAtomically } from './atomic-write.js';
import { failed, skipped, walk, type Skipped, type WalkedFile } from './folder-walk.js';
import type { Legacy } from './legacy.js';
import { mayBeLegacy } from './legacy-paths.js';
import { migrateText, type Migrated } from './migrate-text.js';
import type { OwnTracker } from './plan-trackers.js';
import { TOO_DEEP, nestsTooDeep } from './nesting.js';
import { NOT_TEXT, readText } from './read-text.js';

/** A module of the program that exports its one tracker. */
export interface TrackerModule {
  /** The file that has it. */
  readonly path: string;
  /** The name under which it is exported. */
  readonly name: string;
}

/** What `migrateFolder` is told. */
export interface MigrateOptions {
  readonly legacy: Legacy;
  /** Whether the files are changed. Default false: they are only looked at. */
  readonly write?: boolean;
  /** What takes the place of functions that hand out the tracker of the process. Without it they stay. */
  readonly tracker?: TrackerModule;
}

/** What became of one file; a file with nothing to say is only counted. */
export interface MigratedFile extends Migrated {
  readonly kind: 'file';
  readonly name: string;
  readonly before: string;
  readonly isChanged: boolean;
}

/**
 * Goes through the modules of TypeScript and JavaScript below `folder`, one at a time, and rewrites what is legacy in
 * them as far as that can be proved. What can't be read or written is told as skipped, and the others go on. Rejects
 * when `folder` can't be read.
 */
export async function* migrateFolder(
  folder: string,
  options: MigrateOptions,
): AsyncGenerator<MigratedFile | Skipped> {
  for await (const found of walk(folder)) {
    if (found.kind === 'skipped') yield found;
    else if (found.language === 'typescript') yield* migrateFile(found, options);
  }
}

async function* migrateFile(
  { path, name }: WalkedFile,
  options: MigrateOptions,
): AsyncGenerator<MigratedFile | Skipped> {
  try {
    const before = await readText(path);
    if (before === undefined) return yield skipped(name, NOT_TEXT);
    if (nestsTooDeep(before)) return yield skipped(name, TOO_DEEP);
    const own = ownTracker(path, before, options);
    const migrated = migrateText(before, { extension: extname(path), legacy: options.legacy, own });
    const isChanged = migrated.text !== before;
    if (isChanged && options.write) await replace(path, before, migrated.text);
    yield { kind: 'file', name, before, isChanged, ...migrated };
  } catch (error) {
    yield failed(name, error);
  }
}

async function replace(path: string, before: string, after: string): Promise<void> {
  if ((await readText(path)) !== before)
    throw new Error('it was changed meanwhile; run this again');
  await writeAtomically(path, after);
}

/** How a file imports the tracker of its program; undefined in the module that has it. */
function ownTracker(
  path: string,
  text: string,
  { tracker, legacy }: MigrateOptions,
): OwnTracker | undefined {
  if (!tracker || resolve(tracker.path) === resolve(path) || !mayBeLegacy(text, legacy)) return;
  const way = relative(dirname(resolve(path)), resolve(tracker.path)).replaceAll('\\', '/');
  const extension = extname(way);
  const bare = way.slice(0, way.length - extension.length);
  const written = writesExtensions(text) ? extension.replace('t', 'j').replace('sx', 's') : '';
  return { name: tracker.name, specifier: `${way.startsWith('.') ? '' : './'}${bare}${written}` };
}

/** Whether the module's own relative imports have extensions; without any, they are taken to have. */
function writesExtensions(text: string): boolean {
  const relatives = [...text.matchAll(/from\s+['"](\.{1,2}\/[^'"]+)['"]/g)];
  return relatives.length === 0 || relatives.some(([, path = '']) => /\.[cm]?[jt]sx?$/.test(path));
}
