import { on } from 'node:events';
import type { Clock, ExecutionStore, Logger, UserTracker } from '@tracker/core';
import { TrackerError } from '@tracker/state';
import type { RawData, WebSocket } from 'ws';
import { toAgentFrame } from './agent-frames.js';
import { clientFrameSchema, type ClientFrame } from './client-frames.js';
import type { ControlFrame } from './control-frames.js';
import { executionIdFor } from './execution-id.js';
import type { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';

/** What every session of a gateway shares. */
export interface SessionParts {
  readonly inbox: Inbox;
  readonly store: Pick<ExecutionStore, 'latestCursor'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sendTimeoutMs: number;
}

/** Frames that wait to be obeyed, at most; then the client's socket is read no further. */
const UNREAD_FRAMES = 16;

/** One connection of one user. It holds that user's tracker and no other. */
export class Session {
  readonly #socket: WebSocket;
  readonly #user: UserTracker;
  readonly #parts: SessionParts;
  readonly #outbox: Outbox;
  readonly #closed = new AbortController();

  constructor(socket: WebSocket, user: UserTracker, parts: SessionParts) {
    this.#socket = socket;
    this.#user = user;
    this.#parts = parts;
    this.#outbox = new Outbox(socket, parts);
    socket.once('close', () => this.#closed.abort());
  }

  /** Serves the connection until it closes. Facts follow from `after` on, or from now on. */
  async serve(after: number | undefined): Promise<void> {
    const frames = on(this.#socket, 'message', {
      close: ['close'],
      highWaterMark: UNREAD_FRAMES,
      lowWaterMark: 1,
    });
    try {
      const cursor = after ?? (await this.#parts.store.latestCursor());
      await this.#reply({ type: 'welcome', userId: this.#user.userId, cursor });
      await Promise.all([this.#tell(cursor), this.#listen(frames)]);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  async #tell(after: number): Promise<void> {
    for await (const fact of this.#user.watch({ after, signal: this.#closed.signal })) {
      const frame = toAgentFrame(fact);
      if (frame) await this.#outbox.send(frame);
    }
    // the tracker has closed, and with it the source of everything a client could wait for
    this.#socket.close(1001, 'going away');
  }

  async #listen(frames: AsyncIterable<unknown[]>): Promise<void> {
    for await (const [data] of frames) {
      const parsed = clientFrameSchema.safeParse(asJson(data as RawData));
      await this.#reply(
        parsed.success
          ? await this.#obey(parsed.data)
          : refusal('invalid_input', 'The frame is none that a client may send.', null),
      );
    }
  }

  async #obey(frame: ClientFrame): Promise<ControlFrame> {
    try {
      return await this.#perform(frame);
    } catch (error) {
      const about = frame.type === 'message' ? frame.messageId : frame.executionId;
      if (TrackerError.is(error)) return refusal(error.code, error.message, about);
      this.#parts.logger.error({ err: error, frame: frame.type }, 'a frame could not be obeyed');
      return refusal('internal', 'Something went wrong on our side. Please try again.', about);
    }
  }

  async #perform(frame: ClientFrame): Promise<ControlFrame> {
    switch (frame.type) {
      case 'message': {
        const { messageId, threadId, text } = frame;
        const { userId } = this.#user;
        const executionId = executionIdFor(userId, messageId);
        const order = { executionId, userId, threadId, runId: messageId, text };
        await this.#parts.inbox.submit(order);
        return { type: 'accepted', messageId, executionId };
      }
      case 'acknowledge':
        await this.#user.acknowledge(frame.executionId, { by: 'client' });
        return { type: 'acknowledged', executionId: frame.executionId };
      case 'cancel': {
        const { executionId } = frame;
        const reason = 'the user asked for it';
        const state = await this.#user.cancelExecution(executionId, { reason });
        return { type: 'cancelling', executionId, state };
      }
    }
  }

  #reply(frame: ControlFrame): Promise<void> {
    return this.#outbox.send(frame);
  }

  #giveUp(error: unknown): void {
    if (this.#closed.signal.aborted) return;
    this.#parts.logger.warn({ err: error, userId: this.#user.userId }, 'a session broke off');
    const gone = TrackerError.is(error, 'cursor_expired');
    this.#socket.close(gone ? 4410 : 1011, gone ? 'cursor expired' : 'internal error');
  }
}

function refusal(code: string, message: string, about: string | null): ControlFrame {
  return { type: 'refused', code, message, about };
}

function asJson(data: RawData): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
