import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { AgentFrame } from './agent-frames.js';

/** Frames for one reader: what it has not taken yet waits here, up to a limit. */
export class FrameQueue implements AsyncIterableIterator<AgentFrame, undefined> {
  readonly #max: number;
  readonly #left: () => void;
  #frames: AgentFrame[] = [];
  #wake: (() => void) | undefined;
  #ended = false;
  #error: unknown;

  constructor(max: number, left: () => void) {
    this.#max = max;
    this.#left = left;
  }

  push(frame: AgentFrame): void {
    if (this.#ended) return;
    if (this.#frames.length >= this.#max) return this.end(fellBehind(this.#max));
    this.#frames.push(frame);
    this.#wake?.();
  }

  /** Nothing more comes; what waits can still be taken, then the error is thrown if there is one. */
  end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#left();
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<AgentFrame, undefined>> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) return { done: false, value: frame };
      if (this.#ended) break;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<AgentFrame, undefined>> {
    this.#frames = [];
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function fellBehind(max: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message: `More than ${max} frames wait to be read; read faster, or raise maxWaitingFrames.`,
  });
}
