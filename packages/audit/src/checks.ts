/** The four guarantees, by their short names. */
export const GUARANTEES = Object.freeze({
  G1: 'One definition',
  G2: 'One ending',
  G3: 'One answer',
  G4: "One user's view",
});
export type Guarantee = keyof typeof GUARANTEES;

/** What a finding costs: a violation takes the certificate away, a warning does not. */
export type Severity = 'violation' | 'warning';

/** One thing that is checked: the guarantee it belongs to and what it means when it fails. */
export interface Check {
  readonly guarantee: Guarantee;
  readonly severity: Severity;
  readonly meaning: string;
}

function check(guarantee: Guarantee, meaning: string, severity: Severity = 'violation'): Check {
  return Object.freeze({ guarantee, severity, meaning });
}

/** Everything the auditor checks. The keys are the violation codes; a code never changes its meaning. */
export const AUDIT_CHECKS = Object.freeze({
  unreadable_line: check('G1', 'A line is not JSON, or is longer or deeper than the limit.'),
  unknown_shape: check('G1', 'A line has a shape that the definition does not know.'),
  unknown_state: check('G1', 'A word stands where a state was meant and is none.'),
  unknown_phase: check('G1', 'A word stands where a phase was meant and is none.'),
  illegal_state_move: check('G1', 'The state moved in a way that its table does not have.'),
  illegal_phase_move: check('G1', 'The phase moved in a way that its table does not have.'),
  phase_time_lost: check('G1', 'Stays that are summed up do not fill the time they stand for.'),
  state_disagrees_with_phase: check(
    'G1',
    'A state and a phase were claimed that exclude each other.',
  ),
  digest_mismatch: check('G1', 'The data was written under another table than this auditor knows.'),

  not_created_first: check('G2', 'A history begins with something other than its creation.'),
  created_twice: check('G2', 'An execution was created a second time.'),
  seq_gap: check('G2', 'A number is missing from a history.'),
  seq_duplicate: check('G2', 'A number occurs twice in a history.'),
  seq_disorder: check('G2', 'A fact stands after one with a higher number.'),
  time_backwards: check('G2', 'A fact is dated before the one it follows.'),
  fact_after_end: check('G2', 'Something happened to an execution that had ended.'),
  ended_twice: check('G2', 'An execution ended a second time.'),
  never_ended: check('G2', 'The bound has passed and the execution has not ended.'),
  ended_after_bound: check('G2', 'The execution ended later than the bound set at its creation.'),
  lived_past_deadline: check('G2', 'An execution went on after a clock of its own had run out.'),
  start_clock_unfounded: check('G2', 'A start timeout, though it ran or still had time to.'),
  execution_clock_unfounded: check(
    'G2',
    'An execution timeout before the running time was used up.',
  ),
  idle_clock_unfounded: check('G2', 'An idle timeout, though progress was recent or none was due.'),
  hold_clock_unfounded: check('G2', 'A hold timeout without a hold, or before its deadline.'),
  limit_changed: check('G2', 'An end names another limit than the execution was created with.'),
  death_too_early: check('G2', 'A death was declared before the silence was long enough.'),
  death_before_start: check('G2', 'A death of an execution that nobody had started.'),
  death_on_hold: check('G2', 'A death during a hold, which stops the liveness clock.'),
  death_despite_life: check('G2', 'A death overlooks a later sign of life in the history itself.'),
  cancel_asked_twice: check('G2', 'A second cancel request moves the end that the first one set.'),
  cancel_unasked: check('G2', 'A cancellation refers to a request that the history does not have.'),
  forced_early: check('G2', 'A cancellation was forced before its period of grace was over.'),
  grace_beyond_limit: check('G2', 'A cancel request allows more grace than the limit.'),
  hold_beyond_budget: check('G2', 'A hold may last longer than the hold time that is left.'),
  hold_while_held: check('G2', 'A hold began during a hold.'),
  resume_without_hold: check('G2', 'A hold ended that had not begun.'),
  hold_outside_running: check('G2', 'A hold began in a state that can not be held.'),
  retry_of_itself: check('G2', 'An execution claims to be the retry of itself.'),
  attempt_disagrees: check(
    'G2',
    'Only attempts after the first are retries, and each says of what.',
  ),
  read_differs: check('G2', 'A reader saw something that the history does not say.'),
  read_contradicted: check('G2', 'A reader saw an end that the history does not end with.'),
  stale_read: check('G2', 'A reader saw an active state after a deadline had passed.'),

  completed_without_answer: check('G3', 'An execution completed and its user got no answer.'),
  empty_answer: check('G3', 'The answer tells the user nothing.'),
  end_without_message: check('G3', 'An unhappy end has no message that the user can read.'),
  cause_contradicts_state: check('G3', 'The cause is not of the kind that the final state has.'),
  acknowledged_before_end: check('G3', 'An outcome was acknowledged before there was one.'),
  acknowledged_twice: check('G3', 'An outcome was acknowledged a second time.'),
  overdue_unfounded: check('G3', 'A delivery was called overdue that was not, or a second time.'),
  undelivered_unnoticed: check('G3', 'A delivery is overdue and nobody has noticed.', 'warning'),
  silent_failure: check('G3', "An execution ended and its user's clients were shown nothing."),
  frame_contradicts_history: check('G3', 'A client was shown another end than the history has.'),
  frame_without_history: check('G3', 'A client was shown an execution that has no history.'),
  frame_after_end: check('G3', 'A client was shown more of an execution after its end.'),
  frame_gap: check('G3', 'A frame is missing from what a client was shown.'),
  frame_repeated: check('G3', 'A client was shown a frame twice or out of order.'),

  foreign_frame: check('G4', "A client was shown another user's execution."),
  foreign_read: check('G4', "A reader was given another user's execution."),
  identity_disagrees: check('G4', 'One execution is said to belong to two users, threads or runs.'),
  retry_of_another_user: check('G4', "An execution retries another user's."),
} as const satisfies Record<string, Check>);

/** The name of a violation. */
export type ViolationCode = keyof typeof AUDIT_CHECKS;

/** Every code, in the order of the guarantees. */
export const VIOLATION_CODES = Object.freeze(Object.keys(AUDIT_CHECKS) as ViolationCode[]);
