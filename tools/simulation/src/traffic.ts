import type { ExecutionStore } from '@tracker/core';

type Call = (...given: unknown[]) => unknown;

/** Counts the calls that are on their way to something outside of a world's time, and back. */
export class Traffic {
  #under = 0;
  #waiting: (() => void)[] = [];

  /** `store`, with everything that is asked of it, and of its leases, counted. */
  through(store: ExecutionStore): ExecutionStore {
    return this.#counted(store);
  }

  /** Resolves when nothing is on its way, and says whether something was. */
  async ceased(): Promise<boolean> {
    if (this.#under === 0) return false;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return true;
  }

  #counted<T extends object>(part: T): T {
    return new Proxy(part, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function' || name === 'close') {
          return typeof found === 'function' ? found.bind(target) : found;
        }
        return (...given: unknown[]) => this.#count((found as Call).apply(target, given), name);
      },
    });
  }

  #count(answer: unknown, name: string | symbol): unknown {
    if (!(answer instanceof Promise)) return answer;
    this.#under += 1;
    const counted = name === 'openLease' ? answer.then((lease) => this.#counted(lease)) : answer;
    const over = (): void => {
      this.#under -= 1;
      if (this.#under > 0) return;
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    counted.then(over, over);
    return counted;
  }
}
