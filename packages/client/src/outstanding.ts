import { TrackerError, TrackerErrorCode, isName } from '@tracker/state';
import { backoffMs, type Backoff } from './backoff.js';
import { byteLength, heldBytes } from './byte-length.js';
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

/** Requests without an answer yet, at most; and what their texts take in memory. One is always taken. */
const MAX_OUTSTANDING = 1_000;
const MAX_OUTSTANDING_BYTES = 16_777_216;

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
  #heldBytes = 0;
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
    const text = JSON.stringify(frame);
    if (!this.#hasRoomFor(text)) {
      return Promise.reject(tooMany(this.#asked.size, this.#heldBytes));
    }
    let settle: Asked['settle'] = () => undefined;
    let fail: Asked['fail'] = () => undefined;
    const answer = new Promise<ControlFrame>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    const bytes = byteLength(text);
    this.#heldBytes += heldBytes(text);
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
    if (key !== undefined) this.#take(key)?.settle(frame);
  }

  failAll(error: unknown): void {
    for (const key of this.#asked.keys()) this.#take(key)?.fail(error);
  }

  #hasRoomFor(text: string): boolean {
    if (this.#asked.size === 0) return true;
    const bytes = this.#heldBytes + heldBytes(text);
    return this.#asked.size < MAX_OUTSTANDING && bytes <= MAX_OUTSTANDING_BYTES;
  }

  /** Has it wait no longer. */
  #take(key: string): Asked | undefined {
    const asked = this.#asked.get(key);
    this.#asked.delete(key);
    this.#heldBytes -= asked ? heldBytes(asked.text) : 0;
    return asked;
  }

  /** Sends what is still asked; what is too large would only cost the connection, and with it everything else. */
  #transmit(key: string): void {
    const asked = this.#asked.get(key);
    if (!asked) return;
    if (asked.bytes <= this.#maxFrameBytes) return this.#send(asked.text);
    this.#take(key)?.fail(tooLarge(asked.bytes, this.#maxFrameBytes));
  }

  #refused({ about, code, message }: Extract<ControlFrame, { type: 'refused' }>): void {
    for (const [key, asked] of this.#asked) {
      if (about === null || asked.id !== about) continue;
      if (PASSING.includes(code) && asked.tries < MAX_TRIES) this.#again(key, asked);
      else this.#take(key)?.fail(new TrackerError({ code, message, details: { about } }));
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

function tooMany(requests: number, bytes: number): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message: `There is no room for one more request among those that wait for an answer, ${requests} of ${MAX_OUTSTANDING} with ${bytes} of ${MAX_OUTSTANDING_BYTES} bytes; wait for some of them.`,
    details: { requests, bytes },
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
