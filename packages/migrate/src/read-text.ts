import { readFile } from 'node:fs/promises';

/** Why a file is not read that has something else in it. */
export const NOT_TEXT = 'it is no text in UTF-8';

/** Text that a program may have written: no NUL, and valid UTF-8. A byte order mark stays where it is. */
export async function readText(path: string): Promise<string | undefined> {
  const bytes = await readFile(path);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
