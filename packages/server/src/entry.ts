import type { AgentFrame, ControlFrame } from '@tracker/client/protocol';
import type { TrackedEvent } from '@tracker/core';
import { agentFrameOf } from './agent-frame-of.js';
import { textFrame } from './text-frame.js';

/** A frame as it leaves: its bytes are made once and go to every connection that gets it. */
export interface Entry {
  readonly type: string;
  /** Undefined for what is no fact of the feed. */
  readonly cursor: number | undefined;
  /** When it happened, epoch milliseconds; undefined for what is no fact of the feed. */
  readonly at: number | undefined;
  readonly json: Buffer;
  /** The same as a WebSocket's frame. */
  readonly frame: Buffer;
}

/** A frame of the feed: it has its place and time. */
export type FeedEntry = Entry & { readonly cursor: number; readonly at: number };

/** The entry for a fact; undefined for one that clients are not told. */
export function feedEntryOf(event: TrackedEvent): FeedEntry | undefined {
  const frame = agentFrameOf(event);
  return frame && { type: frame.type, cursor: frame.cursor, at: frame.at, ...bytes(frame) };
}

/** The entry for what the server says for itself. */
export function controlEntry(frame: ControlFrame): Entry {
  return { type: frame.type, cursor: undefined, at: undefined, ...bytes(frame) };
}

function bytes(said: AgentFrame | ControlFrame): Pick<Entry, 'json' | 'frame'> {
  const { frame, payload } = textFrame(JSON.stringify(said));
  return { frame, json: payload };
}
