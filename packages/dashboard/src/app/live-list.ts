import type { AgentFrame } from '@tracker/client/protocol';
import type { ExecutionPage } from './answers.js';
import type { Time } from './browser-time.js';
import type { ExecutionQuery } from './execution-query.js';
import { rowOf } from './execution-row.js';
import { windowAfter, type ExecutionWindow } from './execution-window.js';

/** The list is drawn at most this often, however fast the feed is. */
const DRAW_MS = 250;

/** A window of one query that the feed keeps up to date, drawn in steps. Holds no more, however much is told. */
export class LiveList {
  readonly #time: Time;
  readonly #draw: (window: ExecutionWindow) => void;
  #window: ExecutionWindow | undefined;
  /** Facts that came while the list was being read; it may not have them. */
  #early: AgentFrame[] | undefined = [];
  #missed = false;
  #cancelDraw: (() => void) | undefined;
  #paused = false;

  constructor(time: Time, draw: (window: ExecutionWindow) => void) {
    this.#time = time;
    this.#draw = draw;
  }

  /** Call before the list is read, so that nothing falls between what is read and what is told. */
  reading(): void {
    this.#early = [];
    this.#missed = false;
  }

  /** Takes what was read. Returns whether more was told meanwhile than is kept, so that it is to be read again. */
  read(query: ExecutionQuery, page: ExecutionPage): boolean {
    let window: ExecutionWindow = {
      query,
      rows: page.executions.map(rowOf),
      next: page.next,
      newer: this.#window?.newer ?? 0,
    };
    for (const frame of this.#early ?? []) window = windowAfter(window, frame);
    this.#early = undefined;
    this.#window = window;
    this.#drawNow();
    return this.#missed;
  }

  take(frame: AgentFrame): void {
    this.#keepEarly(frame);
    if (!this.#window) return;
    const next = windowAfter(this.#window, frame);
    if (next === this.#window) return;
    this.#window = next;
    this.#drawSoon();
  }

  /** While it is paused nothing moves; what happens is shown when it goes on. */
  set paused(paused: boolean) {
    this.#paused = paused;
    if (!paused) this.#drawNow();
  }

  close(): void {
    this.#cancelDraw?.();
    this.#window = undefined;
  }

  #keepEarly(frame: AgentFrame): void {
    if (!this.#early) return;
    if (this.#early.length < MAX_EARLY) this.#early.push(frame);
    else this.#missed = true;
  }

  #drawSoon(): void {
    this.#cancelDraw ??= this.#time.after(DRAW_MS, () => this.#drawNow());
  }

  #drawNow(): void {
    this.#cancelDraw?.();
    this.#cancelDraw = undefined;
    if (this.#window && !this.#paused) this.#draw(this.#window);
  }
}

/** Facts kept while the list is read. */
const MAX_EARLY = 1_000;
