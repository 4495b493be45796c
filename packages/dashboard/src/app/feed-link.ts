import { CLOSE_MEANING, CloseCode, type AgentFrame } from '@tracker/client/protocol';
import type { Time } from './browser-time.js';
import { serverSentEvents } from './event-stream.js';
import { Problem, ProblemKind, problemOf } from './problem.js';

/** How the page stands with the feed. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'waiting'; readonly retryAt: number; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface FeedLinkParts {
  /** Opens the stream behind a cursor, or from now on. Rejects with a `Problem`. */
  readonly open: (
    after: number | undefined,
    signal: AbortSignal,
  ) => Promise<ReadableStream<Uint8Array>>;
  readonly time: Time;
  readonly onFrame: (frame: AgentFrame) => void;
  readonly onState: (state: LinkState) => void;
  /** The feed begins anew: what happened before is to be read, not waited for. */
  readonly onFresh: () => void;
  /** 0 … 1, spreads those who come back at once. Default: Math.random. */
  readonly random?: () => number;
}

/** Without a sign for so long nobody is there any more; the server gives one every 20 s. */
const SILENCE_MS = 60_000;

const BACKOFF = { firstMs: 500, maxMs: 15_000 };

/** Stays in the feed: comes back after every break behind the last frame, so nothing is missed or told twice. */
export class FeedLink {
  readonly #parts: FeedLinkParts;
  readonly #closed = new AbortController();
  #cursor: number | undefined;
  #failures = 0;
  #retryNow: (() => void) | undefined;

  constructor(parts: FeedLinkParts) {
    this.#parts = parts;
  }

  /** Resolves when the link is closed or refused for good. */
  async run(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      const problem = await this.#once();
      if (signal.aborted) return;
      if (isFinal(problem)) return this.#parts.onState({ kind: 'refused', problem });
      if (problem.kind === ProblemKind.GONE) this.#cursor = undefined;
      await this.#pause(problem);
    }
  }

  /** Does not wait any longer. */
  retry(): void {
    this.#retryNow?.();
  }

  close(): void {
    this.#closed.abort();
    this.#retryNow?.();
  }

  /** One connection, from its opening to its end. */
  async #once(): Promise<Problem> {
    const { open, time, onState, onFresh } = this.#parts;
    const attempt = new AbortController();
    const end = (): void => attempt.abort();
    this.#closed.signal.addEventListener('abort', end);
    let silence = time.after(SILENCE_MS, end);
    onState({ kind: 'connecting' });
    try {
      const body = await open(this.#cursor, attempt.signal);
      onState({ kind: 'live' });
      if (this.#cursor === undefined) onFresh();
      for await (const event of serverSentEvents(body)) {
        silence();
        silence = time.after(SILENCE_MS, end);
        if (event) this.#take(event.event, event.data);
      }
      return new Problem(ProblemKind.UNREACHABLE, 'The server has closed the connection.');
    } catch (error) {
      return problemOf(error);
    } finally {
      silence();
      end();
      this.#closed.signal.removeEventListener('abort', end);
    }
  }

  #take(event: string, data: string): void {
    if (event === 'closed') throw closedProblem(data);
    const frame = JSON.parse(data) as AgentFrame;
    if (frame.cursor <= (this.#cursor ?? 0)) return;
    this.#cursor = frame.cursor;
    this.#failures = 0;
    this.#parts.onFrame(frame);
  }

  #pause(problem: Problem): Promise<void> {
    const { time, onState, random = Math.random } = this.#parts;
    const longest = Math.min(BACKOFF.maxMs, BACKOFF.firstMs * 2 ** this.#failures);
    this.#failures += 1;
    const ms = longest * (0.5 + random() / 2);
    onState({ kind: 'waiting', retryAt: time.now() + ms, problem });
    return new Promise((resolve) => {
      const cancel = time.after(ms, () => this.#retryNow?.());
      this.#retryNow = () => {
        cancel();
        this.#retryNow = undefined;
        resolve();
      };
    });
  }
}

function isFinal({ kind }: Problem): boolean {
  return kind === ProblemKind.UNAUTHENTICATED || kind === ProblemKind.FORBIDDEN;
}

function closedProblem(data: string): Problem {
  const { code } = JSON.parse(data) as { readonly code: CloseCode };
  const kind = KIND_OF_CLOSE[code] ?? ProblemKind.UNREACHABLE;
  return new Problem(kind, CLOSE_MEANING[code]?.meaning ?? 'The server has closed the feed.');
}

const KIND_OF_CLOSE: { readonly [code in CloseCode]?: ProblemKind } = {
  [CloseCode.UNAUTHENTICATED]: ProblemKind.UNAUTHENTICATED,
  [CloseCode.CURSOR_EXPIRED]: ProblemKind.GONE,
};
