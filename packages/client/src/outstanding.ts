import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { backoffMs, type Backoff } from './backoff.js';
import type { ClientFrame } from './client-frames.js';
import type { ControlFrame } from './control-frames.js';
import { after } from './system-time.js';

/** What can be asked and is answered. */
export type Request = Exclude<ClientFrame, { type: 'authenticate' | 'ping' }>;

interface Asked {
  readonly frame: Request;
  readonly answer: Promise<ControlFrame>;
  readonly settle: (answer: ControlFrame) => void;
  readonly fail: (error: unknown) => void;
  tries: number;
}

/** Requests without an answer yet, at most. */
const MAX_OUTSTANDING = 1_000;

/** Tries after which a refusal that may pass is believed. */
const MAX_TRIES = 8;

/** The waits between them. */
const PATIENCE: Backoff = { baseMs: 200, maxMs: 5_000 };

/** Refusals that may be over in a moment. */
const PASSING: readonly string[] = [
  TrackerErrorCode.LIMIT_REACHED,
  TrackerErrorCode.CONTENTION,
  TrackerErrorCode.CLOSED,
  TrackerErrorCode.STORE_FAILURE,
  TrackerErrorCode.INTERNAL,
];

/** Requests until they are answered. Each may be sent more than once; the server does it once. */
export class Outstanding {
  readonly #asked = new Map<string, Asked>();
  readonly #send: (frame: Request) => void;
  readonly #random: () => number;

  constructor(send: (frame: Request) => void, random: () => number) {
    this.#send = send;
    this.#random = random;
  }

  /** Resolves with the answer; rejects with the refusal. What is asked already is not asked twice. */
  ask(frame: Request): Promise<ControlFrame> {
    const key = keyOf(frame);
    const known = this.#asked.get(key);
    if (known) return known.answer;
    if (this.#asked.size >= MAX_OUTSTANDING) return Promise.reject(tooMany());
    let settle: Asked['settle'] = () => undefined;
    let fail: Asked['fail'] = () => undefined;
    const answer = new Promise<ControlFrame>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    this.#asked.set(key, { frame, answer, settle, fail, tries: 1 });
    this.#send(frame);
    return answer;
  }

  /** A new connection: nobody knows which of them have arrived. */
  repeat(): void {
    for (const { frame } of this.#asked.values()) this.#send(frame);
  }

  hear(frame: ControlFrame): void {
    if (frame.type === 'refused') return this.#refused(frame);
    const key = answeredKey(frame);
    if (key === undefined) return;
    this.#asked.get(key)?.settle(frame);
    this.#asked.delete(key);
  }

  failAll(error: unknown): void {
    for (const { fail } of this.#asked.values()) fail(error);
    this.#asked.clear();
  }

  #refused({ about, code, message }: Extract<ControlFrame, { type: 'refused' }>): void {
    for (const [key, asked] of this.#asked) {
      if (about === null || idOf(asked.frame) !== about) continue;
      if (PASSING.includes(code) && asked.tries < MAX_TRIES) this.#again(key, asked);
      else {
        this.#asked.delete(key);
        asked.fail(new TrackerError({ code, message, details: { about } }));
      }
    }
  }

  #again(key: string, asked: Asked): void {
    after(backoffMs(asked.tries++, PATIENCE, this.#random), () => {
      if (this.#asked.get(key) === asked) this.#send(asked.frame);
    });
  }
}

function idOf(frame: Request): string {
  return frame.type === 'message' ? frame.messageId : frame.executionId;
}

function keyOf(frame: Request): string {
  return `${frame.type} ${idOf(frame)}`;
}

function answeredKey(frame: ControlFrame): string | undefined {
  switch (frame.type) {
    case 'accepted':
      return `message ${frame.messageId}`;
    case 'acknowledged':
      return `acknowledge ${frame.executionId}`;
    case 'cancelling':
      return `cancel ${frame.executionId}`;
    case 'shown':
      return `show ${frame.executionId}`;
    default:
      return undefined;
  }
}

function tooMany(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message: `${MAX_OUTSTANDING} requests wait for an answer already; wait for some of them.`,
  });
}
