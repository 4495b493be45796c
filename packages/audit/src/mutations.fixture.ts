import type { ViolationCode } from './checks.js';
import type { Line } from './legal-world.fixture.js';

/** Lines after something that must not happen has happened to them. */
type Mutate = (lines: readonly Line[]) => readonly unknown[];

/** One way to break a guarantee. */
export interface Mutation {
  readonly code: ViolationCode;
  readonly name: string;
  readonly mutate: Mutate;
  /** Milliseconds by which the audit looks later. */
  readonly later?: number;
}

type Match = (line: Line) => boolean;
type Edit = (line: Line) => readonly unknown[];

const number = (value: unknown): number => Number(value);

function fact(executionId: string, type: string): Match {
  return (line) => line['executionId'] === executionId && line['type'] === type;
}

const of =
  (kind: string): Match =>
  (line) =>
    line['kind'] === kind;

function record(state: string): Match {
  return (line) => of('record')(line) && (line['record'] as Line)['state'] === state;
}

/** Replaces the first line that matches by what `edit` makes of it. */
function replace(match: Match, edit: Edit): Mutate {
  return (lines) => {
    const index = lines.findIndex(match);
    const line = lines[index];
    if (!line) throw new Error('the mutation has nothing to change');
    return [...lines.slice(0, index), ...edit(line), ...lines.slice(index + 1)];
  };
}

const change = (match: Match, fields: Line | ((line: Line) => Line)): Mutate =>
  replace(match, (line) => [
    { ...line, ...(typeof fields === 'function' ? fields(line) : fields) },
  ]);

const drop = (match: Match): Mutate => replace(match, () => []);

/** Renumbers a history, so that what was put in or taken out leaves no trace in its numbers. */
function renumbered(executionId: string, mutate: Mutate): Mutate {
  return (lines) => {
    let seq = 0;
    return mutate(lines).map((line) => {
      const given = line as Line;
      return given['executionId'] === executionId ? { ...given, seq: (seq += 1) } : line;
    });
  };
}

/** Puts a fact of the same execution behind the one that matches. */
function followUp(executionId: string, type: string, next: Line | ((line: Line) => Line)): Mutate {
  const edit: Edit = (line) => {
    const { at, seq } = line;
    const fields = typeof next === 'function' ? next(line) : next;
    return [line, { executionId, seq, at, ...fields }];
  };
  return renumbered(executionId, replace(fact(executionId, type), edit));
}

/** Changes what a reader saw of an execution in `state`. */
function inRecord(state: string, edit: Line | ((seen: Line) => Line)): Mutate {
  return change(record(state), (line) => {
    const seen = line['record'] as Line;
    return { record: { ...seen, ...(typeof edit === 'function' ? edit(seen) : edit) } };
  });
}

/** Changes the frames of Ann's client, which are the first transcript. */
const frames = (edit: (frames: readonly Line[]) => readonly Line[]): Mutate =>
  change(of('transcript'), ({ frames }) => ({ frames: edit(frames as readonly Line[]) }));

const frameOf = (
  executionId: string,
  type: string,
  edit: (frame: Line) => readonly Line[],
): Mutate =>
  frames((all) => all.flatMap((frame) => (fact(executionId, type)(frame) ? edit(frame) : [frame])));

const cause = (executionId: string, fields: Line): Mutate =>
  change(fact(executionId, 'ended'), ({ cause }) => ({ cause: { ...(cause as Line), ...fields } }));

const endedBefore = (executionId: string, ms: number): Mutate =>
  renumbered(executionId, (lines) =>
    change(fact(executionId, 'ended'), ({ at }) => ({ at: number(at) - ms }))(lines),
  );

const timeout = (clock: string, limitMs: number): Line => ({
  to: 'timeout',
  phase: 'timeout',
  cause: { kind: 'timeout', clock, limitMs, elapsedMs: limitMs },
});

const death = ({ at }: Line): Line => ({
  to: 'dead',
  phase: 'thinking',
  cause: {
    kind: 'death',
    evidence: 'lease_lapsed',
    lastSignAt: number(at) - 2_000,
    limitMs: 2_000,
    judgedBy: 'sweeper-1',
  },
});

const hold =
  (ms: number) =>
  ({ at }: Line) => ({
    type: 'held',
    reason: 'waiting',
    deadline: number(at) + ms,
  });

const progressed: Line = { type: 'progressed', note: null, percent: null };
const acknowledged: Line = { type: 'acknowledged', by: null };

const ONE_DEFINITION: readonly Mutation[] = [
  {
    code: 'unreadable_line',
    name: 'a line is cut off',
    mutate: (lines) => ['{"executionId":', ...lines],
  },
  {
    code: 'unknown_shape',
    name: 'a fact has a field too many',
    mutate: change(fact('failed', 'created'), { mood: 'good' }),
  },
  {
    code: 'unknown_shape',
    name: 'a line has a kind that nobody knows',
    mutate: (lines) => [...lines, { kind: 'rumour' }],
  },
  {
    code: 'unknown_state',
    name: 'a state of another vocabulary is entered',
    mutate: change(fact('failed', 'state_changed'), { to: 'SUCCESS' }),
  },
  {
    code: 'unknown_state',
    name: 'a reader sees a record as a state',
    mutate: inRecord('pending', { state: { state: 'pending' } }),
  },
  {
    code: 'unknown_state',
    name: 'a frame shows a state that does not exist',
    mutate: frameOf('failed', 'agent_thinking', (frame) => [{ ...frame, state: 'busy' }]),
  },
  {
    code: 'unknown_phase',
    name: 'a phase that does not exist is entered',
    mutate: change(fact('answered', 'phase_entered'), { to: 'dreaming' }),
  },
  {
    code: 'illegal_state_move',
    name: 'a state is skipped',
    mutate: change(fact('failed', 'state_changed'), { to: 'running' }),
  },
  {
    code: 'illegal_state_move',
    name: 'an end is reached without the fact that tells ends',
    mutate: change(fact('failed', 'state_changed'), { to: 'failed' }),
  },
  {
    code: 'illegal_state_move',
    name: 'an execution completes from running',
    mutate: renumbered('unacknowledged', (lines) =>
      lines.filter(
        (line) => line['to'] !== 'completing' || line['executionId'] !== 'unacknowledged',
      ),
    ),
  },
  {
    code: 'illegal_phase_move',
    name: 'a phase is entered that its table does not reach',
    mutate: change(fact('answered', 'phase_entered'), { to: 'tool_execution' }),
  },
  {
    code: 'illegal_phase_move',
    name: 'stays of another state are summed up',
    mutate: change(fact('answered', 'phase_entered'), {
      passed: { starting: { count: 1, totalMs: 21 } },
    }),
  },
  {
    code: 'illegal_phase_move',
    name: 'stays are summed up in a short history',
    mutate: change(fact('answered', 'phase_entered'), {
      passed: { thinking: { count: 1, totalMs: 10 } },
    }),
  },
  {
    code: 'phase_time_lost',
    name: 'stays that are summed up leave some time out',
    mutate: change(fact('answered', 'phase_entered'), {
      passed: { thinking: { count: 1, totalMs: 9 } },
    }),
  },
  {
    code: 'illegal_phase_move',
    name: 'a death moves the phase',
    mutate: change(fact('dead', 'ended'), { phase: 'tool_execution' }),
  },
  {
    code: 'state_disagrees_with_phase',
    name: 'a phase is said to refine another state',
    mutate: change(fact('answered', 'phase_entered'), { state: 'completing' }),
  },
  {
    code: 'state_disagrees_with_phase',
    name: 'an end is in the phase of another end',
    mutate: change(fact('failed', 'ended'), { phase: 'timeout' }),
  },
  {
    code: 'digest_mismatch',
    name: 'the data was written under another table',
    mutate: change(of('header'), { digest: 'sha256:0000' }),
  },
];

const ONE_ORDER: readonly Mutation[] = [
  {
    code: 'not_created_first',
    name: 'a history has lost its creation',
    mutate: drop(fact('failed', 'created')),
  },
  {
    code: 'created_twice',
    name: 'an execution is created again',
    mutate: renumbered(
      'open',
      replace(fact('open', 'created'), (line) => [line, line]),
    ),
  },
  {
    code: 'seq_gap',
    name: 'a fact is dropped',
    mutate: drop(fact('failed', 'state_changed')),
  },
  {
    code: 'seq_duplicate',
    name: 'a fact is there twice',
    mutate: replace(fact('failed', 'state_changed'), (line) => [line, line]),
  },
  {
    code: 'seq_disorder',
    name: 'two facts are swapped',
    mutate: (lines) => {
      const [first, second] = lines.filter(fact('failed', 'state_changed'));
      return lines.map((line) => (line === first ? second : line === second ? first : line));
    },
  },
  {
    code: 'time_backwards',
    name: 'a fact is dated before the one before it',
    mutate: change(fact('failed', 'ended'), ({ at }) => ({ at: number(at) - 5_000 })),
  },
  {
    code: 'fact_after_end',
    name: 'an ended execution makes progress',
    mutate: followUp('failed', 'ended', progressed),
  },
  {
    code: 'ended_twice',
    name: 'an execution ends again, elsewhere',
    mutate: followUp('failed', 'ended', (line) => ({
      ...line,
      to: 'cancelled',
      phase: 'thinking',
    })),
  },
  {
    code: 'never_ended',
    name: 'the bound passes and nobody ends it',
    mutate: (lines) => lines,
    later: 20_000,
  },
  {
    code: 'ended_after_bound',
    name: 'an end comes after the bound',
    mutate: change(fact('start-timeout', 'ended'), ({ at }) => ({ at: number(at) + 60_000 })),
  },
  {
    code: 'lived_past_deadline',
    name: 'an execution goes on although its execution clock ran out',
    mutate: followUp('execution-timeout', 'progressed', ({ at }) => ({
      ...progressed,
      at: number(at) + 8_001,
    })),
  },
  {
    code: 'lived_past_deadline',
    name: 'a run ends by itself after its hold ran out',
    mutate: change(fact('hold-timeout', 'ended'), ({ at }) => ({
      at: number(at) + 1,
      to: 'failed',
      phase: 'failed',
      cause: { kind: 'failure', code: 'agent_error', fault: 'agent' },
    })),
  },
  {
    code: 'lived_past_deadline',
    name: 'the bound of a created execution is shortened',
    mutate: change(fact('answered', 'created'), ({ limits }) => ({
      limits: { ...(limits as Line), startTimeoutMs: 15 },
    })),
  },
];

const ONE_CLOCK: readonly Mutation[] = [
  {
    code: 'start_clock_unfounded',
    name: 'a start timeout comes too soon',
    mutate: endedBefore('start-timeout', 1),
  },
  {
    code: 'start_clock_unfounded',
    name: 'a start timeout hits a running execution',
    mutate: change(fact('failed', 'ended'), timeout('start', 3_000)),
  },
  {
    code: 'execution_clock_unfounded',
    name: 'an execution timeout comes too soon',
    mutate: endedBefore('execution-timeout', 1),
  },
  {
    code: 'execution_clock_unfounded',
    name: 'an execution timeout hits what never ran',
    mutate: change(fact('of-ben', 'ended'), timeout('execution', 8_000)),
  },
  {
    code: 'idle_clock_unfounded',
    name: 'an idle timeout overlooks the last progress',
    mutate: endedBefore('idle-timeout', 1),
  },
  {
    code: 'hold_clock_unfounded',
    name: 'a hold timeout comes too soon',
    mutate: endedBefore('hold-timeout', 1),
  },
  {
    code: 'hold_clock_unfounded',
    name: 'a hold timeout hits what was not on hold',
    mutate: change(fact('failed', 'ended'), timeout('hold', 900)),
  },
  {
    code: 'limit_changed',
    name: 'a timeout names a shorter limit',
    mutate: cause('execution-timeout', { limitMs: 10 }),
  },
  {
    code: 'limit_changed',
    name: 'a death names a shorter limit',
    mutate: cause('dead', { limitMs: 10 }),
  },
  {
    code: 'death_too_early',
    name: 'a death comes too soon',
    mutate: endedBefore('dead', 1),
  },
  {
    code: 'death_before_start',
    name: 'what was never started dies',
    mutate: change(fact('of-ben', 'ended'), (line) => ({ ...death(line), phase: 'created' })),
  },
  {
    code: 'death_on_hold',
    name: 'what is on hold dies',
    mutate: change(fact('hold-timeout', 'ended'), death),
  },
  {
    code: 'death_despite_life',
    name: 'a death overlooks what the history shows',
    mutate: cause('dead', { lastSignAt: 0 }),
  },
  {
    code: 'cancel_asked_twice',
    name: 'a cancel is requested twice',
    mutate: followUp('cancelled', 'cancel_requested', (line) => ({ ...line })),
  },
  {
    code: 'cancel_unasked',
    name: 'a cancel is acknowledged that nobody requested',
    mutate: renumbered('cancelled', drop(fact('cancelled', 'cancel_requested'))),
  },
  {
    code: 'cancel_unasked',
    name: 'a forced cancel names a request that there was not',
    mutate: cause('forced', { requestedAt: 0 }),
  },
  {
    code: 'forced_early',
    name: 'a cancel is forced within its grace',
    mutate: endedBefore('forced', 1),
  },
  {
    code: 'grace_beyond_limit',
    name: 'a cancel allows too much grace',
    mutate: change(fact('cancelled', 'cancel_requested'), ({ deadline }) => ({
      deadline: number(deadline) + 1,
    })),
  },
  {
    code: 'hold_beyond_budget',
    name: 'a second hold ignores what the first one used up',
    mutate: followUp('held', 'resumed', hold(5_000)),
  },
  {
    code: 'hold_while_held',
    name: 'a hold begins within a hold',
    mutate: followUp('held', 'held', hold(10)),
  },
  {
    code: 'resume_without_hold',
    name: 'a hold ends twice',
    mutate: followUp('held', 'resumed', { type: 'resumed', heldMs: 1 }),
  },
  {
    code: 'hold_outside_running',
    name: 'what has not begun is put on hold',
    mutate: followUp('open', 'created', hold(10)),
  },
];

const ONE_TRUTH: readonly Mutation[] = [
  {
    code: 'retry_of_itself',
    name: 'a retry names itself',
    mutate: change(fact('retried', 'created'), { retryOf: 'retried' }),
  },
  {
    code: 'attempt_disagrees',
    name: 'a second attempt retries nothing',
    mutate: change(fact('retried', 'created'), { retryOf: null }),
  },
  {
    code: 'attempt_disagrees',
    name: 'a first attempt is a retry',
    mutate: change(fact('retried', 'created'), { attempt: 1 }),
  },
  {
    code: 'read_differs',
    name: 'a reader sees another owner',
    mutate: inRecord('running', { owner: 'process-2' }),
  },
  {
    code: 'read_differs',
    name: 'a reader sees a version that was never written',
    mutate: inRecord('running', { version: 40 }),
  },
  {
    code: 'read_differs',
    name: 'a fact is changed after it was read',
    mutate: change(fact('answered', 'created'), { metadata: { origin: 'forgery' } }),
  },
  {
    code: 'read_contradicted',
    name: 'a reader sees an end before it comes, and another one comes',
    mutate: inRecord('completed', ({ endedAt }) => ({
      version: 4,
      endedAt: number(endedAt) + 1,
    })),
  },
  {
    code: 'read_differs',
    name: 'a reader sees what has no history',
    mutate: inRecord('completed', { id: 'ghost', version: 1 }),
  },
  {
    code: 'read_contradicted',
    name: 'a reader sees an end and the history goes on without one',
    mutate: (lines) =>
      inRecord('completed', { version: 3 })(
        lines.filter((line) => line['executionId'] !== 'answered' || Number(line['seq']) < 5),
      ),
  },
  {
    code: 'stale_read',
    name: 'a reader sees a pending execution after its start clock ran out',
    mutate: change(record('pending'), ({ readAt }) => ({ readAt: number(readAt) + 3_000 })),
  },
  {
    code: 'stale_read',
    name: 'a reader sees a running execution after its execution clock ran out',
    mutate: change(record('running'), ({ readAt }) => ({ readAt: number(readAt) + 8_000 })),
  },
];

const ONE_ANSWER: readonly Mutation[] = [
  {
    code: 'completed_without_answer',
    name: 'an execution completes with an error',
    mutate: change(fact('answered', 'ended'), { outcome: { kind: 'error', message: 'oh' } }),
  },
  {
    code: 'empty_answer',
    name: 'the answer is blank',
    mutate: change(fact('answered', 'ended'), { outcome: { kind: 'answer', answer: ' ' } }),
  },
  {
    code: 'empty_answer',
    name: 'the answer is an empty object',
    mutate: change(fact('answered', 'ended'), { outcome: { kind: 'answer', answer: {} } }),
  },
  {
    code: 'end_without_message',
    name: 'a failure has a blank message',
    mutate: change(fact('failed', 'ended'), { outcome: { kind: 'error', message: '\n' } }),
  },
  {
    code: 'end_without_message',
    name: 'a failure has an answer',
    mutate: change(fact('failed', 'ended'), { outcome: { kind: 'answer', answer: 42 } }),
  },
  {
    code: 'cause_contradicts_state',
    name: 'a failure has the cause of a completion',
    mutate: change(fact('failed', 'ended'), { cause: { kind: 'answered' } }),
  },
  {
    code: 'acknowledged_before_end',
    name: 'an open execution is acknowledged',
    mutate: followUp('open', 'created', acknowledged),
  },
  {
    code: 'acknowledged_twice',
    name: 'an outcome is acknowledged twice',
    mutate: followUp('failed', 'acknowledged', acknowledged),
  },
  {
    code: 'overdue_unfounded',
    name: 'a delivery is called overdue before its deadline',
    mutate: change(fact('overdue', 'delivery_overdue'), ({ at }) => ({ at: number(at) - 1 })),
  },
  {
    code: 'overdue_unfounded',
    name: 'an acknowledged delivery is called overdue',
    mutate: followUp('failed', 'acknowledged', ({ at }) => ({
      type: 'delivery_overdue',
      at: number(at) + 6_000,
      deadline: number(at) + 6_000,
    })),
  },
  {
    code: 'overdue_unfounded',
    name: 'a delivery is called overdue twice',
    mutate: followUp('overdue', 'delivery_overdue', (line) => ({ ...line })),
  },
  {
    code: 'undelivered_unnoticed',
    name: 'a delivery is overdue and nobody says so',
    mutate: (lines) => lines,
    later: 10_000,
  },
];

const ONE_SIGHT: readonly Mutation[] = [
  {
    code: 'silent_failure',
    name: 'the client is shown no end',
    mutate: frameOf('failed', 'agent_error', () => []),
  },
  {
    code: 'frame_contradicts_history',
    name: 'the client is shown an answer and the history failed',
    mutate: frameOf('failed', 'agent_error', (frame) => [
      { ...frame, type: 'agent_completed', state: 'completed' },
    ]),
  },
  {
    code: 'frame_contradicts_history',
    name: 'the client is shown another answer than was kept',
    mutate: frameOf('answered', 'agent_completed', (frame) => [
      { ...frame, answer: 'forty-three' },
    ]),
  },
  {
    code: 'frame_contradicts_history',
    name: 'the client is shown another unhappy end',
    mutate: frameOf('failed', 'agent_error', (frame) => [{ ...frame, state: 'timeout' }]),
  },
  {
    code: 'frame_contradicts_history',
    name: 'the client is shown an end and the history has none',
    mutate: frameOf('open', 'agent_started', (frame) => [{ ...frame, type: 'agent_error' }]),
  },
  {
    code: 'frame_without_history',
    name: 'the client is shown what the store never had',
    mutate: frames((all) => [...all, { executionId: 'ghost', type: 'agent_started', at: 1 }]),
  },
  {
    code: 'frame_after_end',
    name: 'the client is shown more after the end',
    mutate: frameOf('failed', 'agent_error', (frame) => [
      frame,
      { ...frame, type: 'agent_thinking', seq: 4 },
    ]),
  },
  {
    code: 'frame_gap',
    name: 'a frame is lost',
    mutate: frameOf('failed', 'agent_thinking', () => []),
  },
  {
    code: 'frame_repeated',
    name: 'a frame is sent twice',
    mutate: frameOf('failed', 'agent_thinking', (frame) => [frame, frame]),
  },
];

const ONE_VIEW: readonly Mutation[] = [
  {
    code: 'foreign_frame',
    name: "a client is shown another user's execution",
    mutate: frames((all) => [...all, { executionId: 'of-ben', type: 'agent_started', at: 1 }]),
  },
  {
    code: 'foreign_frame',
    name: 'a frame names another user than its client',
    mutate: frameOf('failed', 'agent_started', (frame) => [{ ...frame, userId: 'user-ben' }]),
  },
  {
    code: 'foreign_frame',
    name: 'the user of a history is swapped',
    mutate: change(fact('failed', 'created'), { userId: 'user-ben' }),
  },
  {
    code: 'foreign_read',
    name: "a reader is given another user's execution",
    mutate: change(record('running'), { readBy: 'user-ben' }),
  },
  {
    code: 'identity_disagrees',
    name: 'a second creation names another user',
    mutate: renumbered(
      'open',
      replace(fact('open', 'created'), (line) => [line, { ...line, userId: 'user-ben' }]),
    ),
  },
  {
    code: 'identity_disagrees',
    name: 'a reader sees another thread',
    mutate: inRecord('running', { threadId: 'thread-of-another' }),
  },
  {
    code: 'identity_disagrees',
    name: 'a frame names another thread',
    mutate: frameOf('failed', 'agent_started', (frame) => [{ ...frame, threadId: 'elsewhere' }]),
  },
  {
    code: 'retry_of_another_user',
    name: "a retry is of another user's execution",
    mutate: change(fact('retried', 'created'), { retryOf: 'of-ben' }),
  },
];

/** At least one way to break each thing that is checked. */
export const MUTATIONS: readonly Mutation[] = [
  ...ONE_DEFINITION,
  ...ONE_ORDER,
  ...ONE_CLOCK,
  ...ONE_TRUTH,
  ...ONE_ANSWER,
  ...ONE_SIGHT,
  ...ONE_VIEW,
];
