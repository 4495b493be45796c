import type { AgentFrame, ControlFrame } from '@tracker/client/protocol';
import type { TrackedEvent } from '@tracker/core';
import { agentFrameOf } from './agent-frame-of.js';

/** A frame as it leaves: its bytes are made once and go to every connection that gets it. */
export interface Entry {
  readonly type: string;
  /** Undefined for what is no fact of the feed. */
  readonly cursor: number | undefined;
  /** When it happened, epoch milliseconds; undefined for what is no fact of the feed. */
  readonly at: number | undefined;
  readonly json: Buffer;
}

/** A frame of the feed: it has its place and time. */
export type FeedEntry = Entry & { readonly cursor: number; readonly at: number };

/** The entry for a fact; undefined for one that clients are not told. */
export function feedEntryOf(event: TrackedEvent): FeedEntry | undefined {
  const frame = agentFrameOf(event);
  return frame && { type: frame.type, cursor: frame.cursor, at: frame.at, json: bytes(frame) };
}

/** The entry for what the server says for itself. */
export function controlEntry(frame: ControlFrame): Entry {
  return { type: frame.type, cursor: undefined, at: undefined, json: bytes(frame) };
}

function bytes(frame: AgentFrame | ControlFrame): Buffer {
  return Buffer.from(JSON.stringify(frame));
}
