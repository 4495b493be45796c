import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** A built file, held in memory. */
export interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
  /** Whether its name changes with what is in it. */
  readonly immutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page itself. */
export const PAGE = 'index.html';

/**
 * The built files below a folder, by their path with slashes. No path that is asked for reaches the disk later.
 * Throws `not_found` when the folder holds no page.
 */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const files = listFiles(folder);
  if (!files.includes(PAGE)) {
    throw new TrackerError({
      code: TrackerErrorCode.NOT_FOUND,
      message: `There is no built dashboard in ${folder}; build it with "nx run dashboard:bundle".`,
      details: { folder },
    });
  }
  return new Map(files.map((path) => [path.split(sep).join('/'), read(folder, path)]));
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return entries.filter((path) => TYPES[extname(path)] !== undefined);
  } catch {
    return [];
  }
}

function read(folder: string, path: string): Asset {
  const plain = readFileSync(join(folder, path));
  return {
    type: TYPES[extname(path)] as string,
    plain,
    gzipped: gzipSync(plain, { level: 9 }),
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    immutable: path !== PAGE,
  };
}
