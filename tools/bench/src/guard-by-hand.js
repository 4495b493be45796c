// @ts-check

const LIMIT_MS = 15_000;
const FAILURES = 3;
const RECOVERY_MS = 30_000;
const SLOT_MS = 16;
const TICK_MS = 50;

/** @typedef {{ over: boolean, deadline: number, reject: (error: Error) => void }} Pending */

/**
 * A breaker and a wheel of deadlines, as small as they get. It leaves out: retries and their budget, one probe at a
 * time, results from before the breaker last changed, a signal, and being told to stop.
 */
export class GuardByHand {
  #failures = 0;
  #openUntil = 0;
  /** @type {Map<number, Pending[]>} */
  #slots = new Map();
  #swept = Math.floor(Date.now() / SLOT_MS);
  #timer = setInterval(() => this.#tick(), TICK_MS).unref();

  stop() {
    clearInterval(this.#timer);
  }

  /** @param {() => Promise<unknown>} call */
  guard(call) {
    const now = Date.now();
    if (now < this.#openUntil) return Promise.reject(new Error('open'));
    return new Promise((resolve, reject) => {
      const pending = { over: false, deadline: now + LIMIT_MS, reject };
      this.#enter(pending);
      call().then(
        (result) => {
          if (pending.over) return;
          pending.over = true;
          this.#failures = 0;
          resolve(result);
        },
        (error) => this.#fail(pending, error),
      );
    });
  }

  /** @param {Pending} pending */
  #enter(pending) {
    const slot = Math.floor(pending.deadline / SLOT_MS);
    const list = this.#slots.get(slot);
    if (list) list.push(pending);
    else this.#slots.set(slot, [pending]);
  }

  #tick() {
    const last = Math.floor(Date.now() / SLOT_MS) - 1;
    for (; this.#swept <= last; this.#swept++) {
      for (const pending of this.#slots.get(this.#swept) ?? []) {
        this.#fail(pending, new Error('late'));
      }
      this.#slots.delete(this.#swept);
    }
  }

  /**
   * @param {Pending} pending
   * @param {Error} error
   */
  #fail(pending, error) {
    if (pending.over) return;
    pending.over = true;
    this.#failures += 1;
    if (this.#failures >= FAILURES) this.#openUntil = Date.now() + RECOVERY_MS;
    pending.reject(error);
  }
}
