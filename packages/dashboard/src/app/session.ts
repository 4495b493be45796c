const KEY = 'tracker.token';

/** Keeps the token for this tab alone, until it is closed; it is never part of an address. */
export class Session {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage;
  }

  get token(): string | undefined {
    return this.#storage.getItem(KEY) ?? undefined;
  }

  signIn(token: string): void {
    this.#storage.setItem(KEY, token);
  }

  signOut(): void {
    this.#storage.removeItem(KEY);
  }
}
