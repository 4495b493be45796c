import { TrackerError, TrackerErrorCode, isName } from '@tracker/state';
import { backoffMs, type Backoff } from './backoff.js';
import { byteLength } from './byte-length.js';
import type { ClientFrame } from './client-frames.js';
import type { ControlFrame } from './control-frames.js';
import { noId } from './id-rule.js';
import { after } from './system-time.js';

/** What can be asked and is answered. */
export type Request = Exclude<ClientFrame, { type: 'authenticate' | 'ping' }>;

interface Asked {
  readonly id: string;
  /** The frame as it is sent. */
  readonly text: string;
  readonly bytes: number;
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
  readonly #send: (text: string) => void;
  readonly #random: () => number;
  /** What the server takes; before it has said so nothing arrives there. */
  #maxFrameBytes = Infinity;

  constructor(send: (text: string) => void, random: () => number) {
    this.#send = send;
    this.#random = random;
  }

  /** Resolves with the answer; rejects with the refusal. What is asked already is not asked twice. */
  ask(frame: Request): Promise<ControlFrame> {
    const id = idOf(frame);
    if (!isName(id)) return Promise.reject(invalidId(id));
    const key = keyOf(frame);
    const known = this.#asked.get(key);
    if (known) return known.answer;
    if (this.#asked.size >= MAX_OUTSTANDING) return Promise.reject(tooMany());
    const text = JSON.stringify(frame);
    let settle: Asked['settle'] = () => undefined;
    let fail: Asked['fail'] = () => undefined;
    const answer = new Promise<ControlFrame>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    const bytes = byteLength(text);
    this.#asked.set(key, { id, text, bytes, answer, settle, fail, tries: 1 });
    this.#transmit(key);
    return answer;
  }

  /** A new connection, and the largest frame that it takes: nobody knows which of them have arrived. */
  repeat(maxFrameBytes: number): void {
    this.#maxFrameBytes = maxFrameBytes;
    for (const key of this.#asked.keys()) this.#transmit(key);
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

  /** Sends what is still asked; what is too large would only cost the connection, and with it everything else. */
  #transmit(key: string): void {
    const asked = this.#asked.get(key);
    if (!asked) return;
    if (asked.bytes <= this.#maxFrameBytes) return this.#send(asked.text);
    this.#asked.delete(key);
    asked.fail(tooLarge(asked.bytes, this.#maxFrameBytes));
  }

  #refused({ about, code, message }: Extract<ControlFrame, { type: 'refused' }>): void {
    for (const [key, asked] of this.#asked) {
      if (about === null || asked.id !== about) continue;
      if (PASSING.includes(code) && asked.tries < MAX_TRIES) this.#again(key, asked);
      else {
        this.#asked.delete(key);
        asked.fail(new TrackerError({ code, message, details: { about } }));
      }
    }
  }

  #again(key: string, asked: Asked): void {
    after(backoffMs(asked.tries++, PATIENCE, this.#random), () => {
      if (this.#asked.get(key) === asked) this.#transmit(key);
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

function tooLarge(bytes: number, maxFrameBytes: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message: `This takes ${bytes} bytes to send, and the server takes ${maxFrameBytes} at most; shorten the text or its data.`,
    details: { bytes, maxFrameBytes },
  });
}

/** A server could not name it in its refusal, and the request would wait for ever. */
function invalidId(id: unknown): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.INVALID_INPUT, message: `${noId(id)}.` });
}
