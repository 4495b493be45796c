import type { AgentFrame } from './agent-frames.js';
import type { ControlFrame } from './control-frames.js';
import { AgentFrameType, ControlFrameType } from './frame-type.js';

export type ServerFrame = AgentFrame | ControlFrame;

type Fields = Readonly<Record<string, unknown>>;

const AGENT_TYPES: ReadonlySet<unknown> = new Set(Object.values(AgentFrameType));

/** What a client works with of each control frame; the rest may be new, and is left as it is. */
const NEEDS: Readonly<Record<ControlFrameType, readonly string[]>> = {
  [ControlFrameType.WELCOME]: ['cursor', 'maxFrameBytes'],
  [ControlFrameType.ACCEPTED]: ['messageId', 'executionId'],
  [ControlFrameType.ACKNOWLEDGED]: ['executionId'],
  [ControlFrameType.CANCELLING]: ['executionId'],
  [ControlFrameType.SHOWN]: ['executionId', 'execution'],
  [ControlFrameType.REFUSED]: ['code', 'message', 'about'],
  [ControlFrameType.PONG]: [],
};

/**
 * What a server said; undefined for what can't be used. It is not held against the schemas: a newer server may say
 * more, and what is unknown is passed over.
 */
export function serverFrameOf(text: string): ServerFrame | undefined {
  const frame = parsed(text);
  if (!frame) return undefined;
  const usable = AGENT_TYPES.has(frame['type']) ? isFact(frame) : isControl(frame);
  return usable ? (frame as unknown as ServerFrame) : undefined;
}

function isFact({ cursor, seq, executionId }: Fields): boolean {
  return isCount(cursor) && isCount(seq) && seq > 0 && typeof executionId === 'string';
}

function isControl(frame: Fields): boolean {
  const type = frame['type'] as ControlFrameType;
  if (!Object.hasOwn(NEEDS, type)) return false;
  const isUsable = type === ControlFrameType.WELCOME ? isCount : isThere;
  return NEEDS[type].every((name) => isUsable(frame[name]));
}

function isThere(value: unknown): boolean {
  return value !== undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
