import { isDeepStrictEqual } from 'node:util';
import type { AgentFrame } from '@tracker/client';
import { fold, forUserEyes, toExecution } from '@tracker/core';
import type { HistoryEvent } from '@tracker/state';
import type { Account } from './evidence.js';

/** A reader that has another state than the history. */
export interface Disagreement {
  readonly executionId: string;
  readonly reader: 'operator' | 'user' | 'client';
  readonly message: string;
}

/** Where an execution stood after each fact, up to its end, in the words of a frame. */
function steps(history: readonly HistoryEvent[]): readonly string[] {
  const end = history.findIndex(({ type }) => type === 'ended');
  const told = end < 0 ? history : history.slice(0, end + 1);
  return told.map(({ seq }) => {
    const { state, phase } = fold(history.slice(0, seq));
    return step({ seq, state, phase });
  });
}

function step({ seq, state, phase }: Pick<AgentFrame, 'seq' | 'state' | 'phase'>): string {
  return `${seq} ${state}/${phase}`;
}

function clientMessage(
  history: readonly HistoryEvent[],
  frames: readonly AgentFrame[],
): string | undefined {
  const [told, seen] = [steps(history), frames.map(step)];
  const at = told.findIndex((line, index) => line !== seen[index]);
  if (at < 0 && seen.length === told.length) return undefined;
  const index = at < 0 ? told.length : at;
  return `the history has "${told[index] ?? 'nothing more'}", the client saw "${seen[index] ?? 'nothing more'}"`;
}

/**
 * Holds four readers of one execution against each other: the tracker's record, the user's record, the frames
 * at the user's client from the first to the last, and what the history rebuilds. Empty when all have one state.
 */
export function disagreements(
  { history, byOperator, byUser }: Account,
  frames: readonly AgentFrame[],
): readonly Disagreement[] {
  const executionId = byOperator.id;
  const rebuilt = toExecution(fold(history));
  const record = (
    reader: 'operator' | 'user',
    seen: Account['byUser'],
  ): readonly Disagreement[] => {
    const meant = reader === 'user' ? forUserEyes(rebuilt) : rebuilt;
    if (isDeepStrictEqual(seen, meant)) return [];
    const message = `the history rebuilds "${rebuilt.state}" at version ${rebuilt.version}, the ${reader} reads "${seen?.state ?? 'nothing'}" at version ${seen?.version ?? 0}`;
    return [{ executionId, reader, message }];
  };
  const message = clientMessage(history, frames);
  return [
    ...record('operator', byOperator),
    ...record('user', byUser),
    ...(message === undefined ? [] : [{ executionId, reader: 'client', message } as const]),
  ];
}

/** The frames of each execution, in the order in which the clients got them. */
export function framesByExecution(
  transcripts: readonly (readonly AgentFrame[])[],
): ReadonlyMap<string, readonly AgentFrame[]> {
  const byExecution = new Map<string, AgentFrame[]>();
  for (const frame of transcripts.flat()) {
    const frames = byExecution.get(frame.executionId);
    if (frames) frames.push(frame);
    else byExecution.set(frame.executionId, [frame]);
  }
  return byExecution;
}
