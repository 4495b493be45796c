import { TrackerError, TrackerErrorCode, type Execution } from '@tracker/state';
import type { AgentFrame } from './agent-frames.js';
import { answerIn, answerOf, isOutcome, type Answer } from './answer.js';
import type { Message } from './client-frames.js';
import { withDefaults, type ClientOptions, type ClientStatus } from './client-options.js';
import type { ControlFrame } from './control-frames.js';
import { FrameQueue } from './frame-queue.js';
import type { HeldFrame } from './held-frame.js';
import { Line, type Welcome } from './line.js';
import { Outstanding, type Request } from './outstanding.js';
import { RecentFrames } from './recent-frames.js';
import { Sequence } from './sequence.js';
import type { ServerFrame } from './server-frame-of.js';

/** A message to an agent; without an id it gets a random one. */
export type Question = Omit<Message, 'messageId'> & { readonly messageId?: string };

/**
 * A user's end of the line. It comes back by itself when the connection breaks, goes on from its cursor, repeats what
 * was not answered, and so shows each frame exactly once. It connects when it is first asked something.
 */
export class TrackerClient {
  readonly #options: ReturnType<typeof withDefaults>;
  readonly #line: Line;
  readonly #outstanding: Outstanding;
  readonly #recent = new RecentFrames();
  readonly #queues = new Map<FrameQueue, string | undefined>();
  readonly #sequence: Sequence;
  /** Where something is missing, until the next connection goes on from there. */
  #rewind: number | undefined;
  #gaps = 0;
  #opening: Promise<void> | undefined;
  #welcomed: () => void = () => undefined;
  #failed: (error: unknown) => void = () => undefined;
  #error: unknown;

  constructor(options: ClientOptions) {
    this.#options = withDefaults(options);
    this.#sequence = new Sequence(options.after);
    this.#outstanding = new Outstanding((text) => this.#line.send(text), this.#options.random);
    this.#line = new Line(this.#options, {
      cursor: () => this.#rewind ?? this.#sequence.cursor,
      onWelcome: (welcome) => this.#onWelcome(welcome),
      onFrame: (frame, bytes) => this.#onFrame(frame, bytes),
      onEnd: (error) => this.#onEnd(error),
    });
  }

  get status(): ClientStatus {
    return this.#line.status;
  }

  /** Where to go on, as the option `after` of a later client; undefined until the first welcome. */
  get cursor(): number | undefined {
    return this.#sequence.cursor;
  }

  /** Resolves when the server has said welcome, however many tries that takes; rejects when there is no sense in another. */
  connect(): Promise<void> {
    if (this.#line.status === 'closed') return Promise.reject(this.#reason());
    if (this.#opening) return this.#opening;
    this.#opening = new Promise((resolve, reject) => {
      this.#welcomed = resolve;
      this.#failed = reject;
    });
    this.#opening.catch(() => undefined); // whoever asks gets the error anyway
    this.#line.open();
    return this.#opening;
  }

  /** Sends a message; resolves once it is stored and will end one way or another. Rejects when it is refused. */
  async send(question: Question): Promise<{ messageId: string; executionId: string }> {
    const messageId = question.messageId ?? crypto.randomUUID();
    const answer = await this.#ask({ ...question, type: 'message', messageId });
    if (answer.type !== 'accepted') throw unexpected(answer);
    return { messageId, executionId: answer.executionId };
  }

  /**
   * The frames of one execution until its end, or of all until the client closes; each exactly once, in order. Of one
   * execution those are included that came in before, as far as they are among the last of all; see the limits.
   */
  follow(executionId?: string): AsyncIterableIterator<AgentFrame, undefined> {
    const queue = new FrameQueue(this.#options, () => this.#queues.delete(queue));
    this.#queues.set(queue, executionId);
    for (const held of executionId === undefined ? [] : this.#recent.of(executionId)) {
      this.#offer(queue, held);
    }
    if (this.#line.status === 'closed') queue.end(this.#error);
    else void this.connect().catch(() => undefined);
    return queue;
  }

  /**
   * Sends a message and resolves with how it ended, also when it had ended before; acknowledges it unless told not to.
   * Rejects when the message is refused or the client is closed first.
   */
  async ask(question: Question, { acknowledge = true } = {}): Promise<Answer> {
    const { executionId } = await this.send(question);
    const answer = await this.#answer(executionId);
    if (acknowledge) this.acknowledge(executionId).catch(() => undefined); // the server counts it as overdue
    return answer;
  }

  /** Says that the user has the outcome; resolves when that is stored. Again is harmless. */
  async acknowledge(executionId: string): Promise<void> {
    await this.#ask({ type: 'acknowledge', executionId });
  }

  /** Asks for an execution to stop; resolves when the request is stored. */
  async cancel(executionId: string, reason?: string): Promise<void> {
    const why = reason === undefined ? {} : { reason };
    await this.#ask({ type: 'cancel', executionId, ...why });
  }

  /** How an execution stands now. */
  async show(executionId: string): Promise<Execution> {
    const answer = await this.#ask({ type: 'show', executionId });
    if (answer.type !== 'shown') throw unexpected(answer);
    return answer.execution;
  }

  /** Says goodbye. Readers come to their end; what was not answered is rejected. */
  close(): void {
    this.#line.close();
  }

  async #answer(executionId: string): Promise<Answer> {
    const frames = this.follow(executionId);
    if (this.#recent.of(executionId).length === 0) {
      const before = answerIn(await this.show(executionId));
      if (before) {
        await frames.return?.();
        return before;
      }
    }
    for await (const frame of frames) if (isOutcome(frame)) return answerOf(frame);
    throw this.#reason();
  }

  async #ask(frame: Request): Promise<ControlFrame> {
    if (this.#line.status === 'closed') throw this.#reason();
    void this.connect().catch(() => undefined);
    return this.#outstanding.ask(frame);
  }

  #onWelcome({ cursor, maxFrameBytes }: Welcome): void {
    this.#rewind = undefined;
    this.#sequence.begin(cursor);
    this.#welcomed();
    this.#outstanding.repeat(maxFrameBytes);
  }

  #onFrame(frame: ServerFrame, bytes: number): void {
    if (!('seq' in frame)) return this.#outstanding.hear(frame);
    const place = this.#sequence.place(frame);
    if (place.kind === 'gap') return this.#goBackTo(place.after);
    if (place.kind === 'known') return;
    this.#gaps = 0;
    this.#sequence.shown(frame);
    const held = { frame, bytes };
    this.#recent.add(held);
    for (const queue of this.#queues.keys()) this.#offer(queue, held);
  }

  #goBackTo(after: number): void {
    this.#rewind = after;
    this.#gaps += 1;
    this.#line.startOver(this.#gaps);
  }

  #offer(queue: FrameQueue, held: HeldFrame): void {
    const wanted = this.#queues.get(queue);
    if (wanted !== undefined && wanted !== held.frame.executionId) return;
    queue.push(held);
    if (wanted !== undefined && isOutcome(held.frame)) queue.end();
  }

  #onEnd(error: unknown): void {
    this.#error = error;
    const reason = this.#reason();
    this.#failed(reason);
    this.#outstanding.failAll(reason);
    for (const queue of [...this.#queues.keys()]) queue.end(error);
  }

  #reason(): unknown {
    return (
      this.#error ??
      new TrackerError({ code: TrackerErrorCode.CLOSED, message: 'This client is closed.' })
    );
  }
}

function unexpected({ type }: ControlFrame): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.INTERNAL,
    message: `The server answered with "${type}", which is no answer to this.`,
  });
}
