import { dirname, join } from 'node:path';
import { readText } from './read-text.js';

/** Finds the package that a file belongs to, and remembers the folders it has asked about. */
export class PackageOwners {
  readonly #root: string;
  readonly #known = new Map<string, Promise<string | undefined>>();

  /** Nothing above `root` is looked at. */
  constructor(root: string) {
    this.#root = root;
  }

  /** The name in the nearest package.json; `file` is named from the root. */
  ownerOf(file: string): Promise<string | undefined> {
    return this.#ownerOfFolder(dirname(file));
  }

  #ownerOfFolder(folder: string): Promise<string | undefined> {
    const known = this.#known.get(folder) ?? this.#ask(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #ask(folder: string): Promise<string | undefined> {
    const own = await nameIn(join(this.#root, folder, 'package.json'));
    if (own !== undefined || folder === '.') return own;
    return this.#ownerOfFolder(dirname(folder));
  }
}

async function nameIn(path: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse((await readText(path)) ?? 'null');
    const name: unknown = manifest && Reflect.get(Object(manifest), 'name');
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
