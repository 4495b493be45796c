import { ExecutionState, isTerminal, type TerminalState } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { quoted } from './evidence-words.js';
import { fingerprint } from './fingerprint.js';
import { ANSWER_FRAME, ERROR_FRAME, type Frame } from './line-shapes.js';
import type { Identity } from './opening-rules.js';
import { Sequence } from './sequence.js';

/** What a client was shown as the end of an execution. */
export interface SeenEnd {
  readonly frame: string;
  readonly at: number;
  /** The final state it showed; undefined when the frame only said that there was an error. */
  readonly state: TerminalState | undefined;
  readonly answered: boolean;
  /** The fingerprint of the answer or message it showed, if it did. */
  readonly print: number | undefined;
}

/** What one client was shown of one execution; a few numbers, however many frames. */
export interface Sighting {
  readonly userId: string;
  readonly client: string;
  readonly where: string;
  readonly identity: Identity;
  sequence: Sequence | undefined;
  end: SeenEnd | undefined;
}

/** The sighting that a client's first frame of an execution begins. */
export function firstSighting(
  client: Pick<Sighting, 'userId' | 'client' | 'where'>,
  frame: Frame,
): Sighting {
  const { threadId, runId, agentName } = frame;
  return {
    ...client,
    identity: { threadId, runId, agentName },
    sequence: undefined,
    end: undefined,
  };
}

/** The end that `frame` shows, if it shows one. */
function endShown({ type, state, at, answer, message }: Frame): SeenEnd | undefined {
  const answered = type === ANSWER_FRAME;
  if (!answered && type !== ERROR_FRAME) return undefined;
  const final = state !== undefined && isTerminal(state) ? state : undefined;
  const shown = answered ? answer : message;
  return {
    frame: type,
    at,
    state: final ?? (answered ? ExecutionState.COMPLETED : undefined),
    answered,
    print: shown === undefined ? undefined : fingerprint(shown),
  };
}

function sequenceRules(sighting: Sighting, { seq, type }: Frame): readonly Contradiction[] {
  if (seq === undefined) return [];
  // a client may join late, so its first frame may have any number
  sighting.sequence ??= new Sequence(seq - 1);
  const { last } = sighting.sequence;
  const place = sighting.sequence.note(seq);
  return [
    ...when(place === 'ahead', 'frame_gap', () => [
      `the client was shown frame ${last}`,
      `the next one it was shown is frame ${seq} (${quoted(type)})`,
    ]),
    ...when(place === 'late' || place === 'repeated', 'frame_repeated', () => [
      `the client was shown frame ${last}`,
      `frame ${seq} (${quoted(type)}) came after it`,
    ]),
  ];
}

/** Takes note of one more frame, and tells what it contradicts among those before it. */
export function seeFrame(sighting: Sighting, frame: Frame): readonly Contradiction[] {
  const { end } = sighting;
  sighting.end ??= endShown(frame);
  return [
    ...sequenceRules(sighting, frame),
    ...when(end !== undefined, 'frame_after_end', () => [
      `the client was shown the end by ${quoted(end?.frame)} at ${end?.at}`,
      `it was then shown ${quoted(frame.type)} at ${frame.at}`,
    ]),
    ...when(frame.userId !== undefined && frame.userId !== sighting.userId, 'foreign_frame', () => [
      `the client belongs to user ${quoted(sighting.userId)}`,
      `it was shown a frame of user ${quoted(frame.userId)}`,
    ]),
  ];
}
