import type { Disposable } from '@tracker/core';
import type { Random } from './random.js';

interface Timer {
  dueAt: number;
  /** Orders timers that are due at the same instant; drawn, so that no order is taken for granted. */
  readonly order: number;
  readonly fire: () => void;
}

/** The one time of a simulated world. Nothing happens but by its timers, one after the other. */
export class VirtualTime {
  #now = 1_767_225_600_000;
  readonly #random: Random;
  readonly #heap: Timer[] = [];
  readonly #disposed = new WeakSet<Timer>();
  #outside: (() => Promise<boolean>) | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  now(): number {
    return this.#now;
  }

  setTimer(delayMs: number, fire: () => void): Disposable {
    const timer = { dueAt: this.#now + Math.max(0, delayMs), order: this.#random.next(), fire };
    push(this.#heap, timer);
    return { dispose: () => void this.#disposed.add(timer) };
  }

  /** Resolves after a delay. */
  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(delayMs, resolve));
  }

  /** Waits from now on, before anything else happens, for what takes real time; it says whether it had to. */
  standStillFor(outside: () => Promise<boolean>): void {
    this.#outside = outside;
  }

  /** Time passes and nobody notices; what was due meanwhile fires late, all at once. */
  stall(ms: number): void {
    this.#now += ms;
  }

  /** Lets time pass until an instant, everything in between happening in its order. */
  async runUntil(instant: number): Promise<void> {
    await this.#settle();
    for (let next = this.#heap[0]; next && next.dueAt <= instant; next = this.#heap[0]) {
      pop(this.#heap);
      if (this.#disposed.has(next)) continue;
      this.#now = Math.max(this.#now, next.dueAt);
      next.fire();
      await this.#settle();
    }
    this.#now = Math.max(this.#now, instant);
  }

  async #settle(): Promise<void> {
    do await turn();
    while (await this.#outside?.());
  }
}

/** Lets every promise that is ready run; a turn of the real event loop begins only when none is left. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function before(one: Timer, other: Timer): boolean {
  return one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.order < other.order);
}

function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (before(heap[parent] as Timer, timer)) break;
    heap[at] = heap[parent] as Timer;
    at = parent;
  }
  heap[at] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop() as Timer;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= heap.length) break;
    const right = heap[child + 1];
    if (right && before(right, heap[child] as Timer)) child += 1;
    if (before(last, heap[child] as Timer)) break;
    heap[at] = heap[child] as Timer;
    at = child;
  }
  heap[at] = last;
}
