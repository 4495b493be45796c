import { MemoryUser } from './memory-user.js';

/** The users of whom a memory store keeps anything. */
export class MemoryUsers {
  readonly #byId = new Map<string, MemoryUser>();

  get(id: string): MemoryUser | undefined {
    return this.#byId.get(id);
  }

  /** The user of that id, known from now on. */
  of(id: string): MemoryUser {
    let user = this.#byId.get(id);
    if (!user) this.#byId.set(id, (user = new MemoryUser(id)));
    return user;
  }

  /** Something of this user's is no longer kept; when it was the last, the user is not either. */
  release(user: MemoryUser): void {
    if (user.isGone) this.#byId.delete(user.id);
  }
}
