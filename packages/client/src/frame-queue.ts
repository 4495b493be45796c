import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { AgentFrame } from './agent-frames.js';
import type { HeldFrame } from './held-frame.js';

export interface QueueLimits {
  readonly maxWaitingFrames: number;
  readonly maxWaitingBytes: number;
}

/** Frames for one reader: what it has not taken yet waits here, up to two limits. */
export class FrameQueue implements AsyncIterableIterator<AgentFrame, undefined> {
  readonly #limits: QueueLimits;
  readonly #left: () => void;
  #waiting: HeldFrame[] = [];
  #bytes = 0;
  #wake: (() => void) | undefined;
  #ended = false;
  #error: unknown;

  constructor(limits: QueueLimits, left: () => void) {
    this.#limits = limits;
    this.#left = left;
  }

  push(held: HeldFrame): void {
    if (this.#ended) return;
    const exceeded = this.#exceededBy(held);
    if (exceeded) return this.end(fellBehind(exceeded, this.#limits[exceeded]));
    this.#waiting.push(held);
    this.#bytes += held.bytes;
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
      const held = this.#waiting.shift();
      if (held) {
        this.#bytes -= held.bytes;
        return { done: false, value: held.frame };
      }
      if (this.#ended) break;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<AgentFrame, undefined>> {
    this.#waiting = [];
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #exceededBy({ bytes }: HeldFrame): keyof QueueLimits | undefined {
    const { maxWaitingFrames, maxWaitingBytes } = this.#limits;
    if (this.#waiting.length >= maxWaitingFrames) return 'maxWaitingFrames';
    // a reader that keeps up gets the largest frame, too
    const isTooMuch = this.#waiting.length > 0 && this.#bytes + bytes > maxWaitingBytes;
    return isTooMuch ? 'maxWaitingBytes' : undefined;
  }
}

const WORDS = { maxWaitingFrames: 'frames', maxWaitingBytes: 'bytes of frames' } as const;

function fellBehind(limit: keyof QueueLimits, max: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message: `More than ${max} ${WORDS[limit]} wait to be read; read faster, or raise ${limit}.`,
    details: { [limit]: max },
  });
}
