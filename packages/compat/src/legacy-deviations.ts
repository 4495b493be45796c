/** An older surface that can be replayed. */
export type LegacySurface = 'nine-state' | 'six-state' | 'registry' | 'heartbeat' | 'timeout';

/** Something that an older surface does otherwise than what it stands for did. */
export interface Deviation {
  readonly surfaces: readonly LegacySurface[];
  readonly legacy: string;
  readonly here: string;
  /** The guarantee that would break, and how. */
  readonly why: string;
  /** The defect that is gone with it. */
  readonly ends: string;
}

/** Every deviation there is. What differs from the recorded behaviour and is none of these is a defect. */
export const DEVIATIONS = Object.freeze({
  'truth-at-read-time': {
    surfaces: ['nine-state', 'six-state', 'registry', 'timeout'],
    legacy: 'what had run out was shown as active, or with the time it once had, until a sweep',
    here: 'whatever is read is true at that instant',
    why: 'G2: nobody reads a stale active state',
    ends: 'runs that look alive as long as the sweep is late, slow or gone',
  },
  'every-execution-ends': {
    surfaces: ['six-state', 'registry'],
    legacy: 'what was never started, or was not given a limit, went on for ever',
    here: 'it ends by the limits it was born with',
    why: 'G2: every execution ends within a bound known at its creation',
    ends: 'records that stay active for ever',
  },
  'only-the-started-die': {
    surfaces: ['nine-state'],
    legacy: 'what waited to be started was dead after ten seconds of silence',
    here: 'it has its time to start, and dies of silence only once it works',
    why: 'G2: death is judged on evidence, and nobody was there yet who could give a sign',
    ends: 'queued runs that are declared dead',
  },
  'silence-is-measured': {
    surfaces: ['heartbeat'],
    legacy: 'a miss was counted in each round that came late enough, so that it depended on rounds',
    here: 'misses and death follow from the time since the last heartbeat',
    why: 'G2: the bound is known, whoever looks and however often',
    ends: 'deaths found after 60 s in place of 30, or never told',
  },
  'the-dead-stay-dead': {
    surfaces: ['heartbeat'],
    legacy: 'a heartbeat or a call revived what was dead',
    here: 'both are refused; a retry is a new execution',
    why: 'G2: a terminal state never changes',
    ends: 'runs that were reported dead and go on',
  },
  'no-late-write': {
    surfaces: ['six-state', 'registry'],
    legacy: 'what had ended could be started, completed, killed or aborted once more',
    here: 'it is refused in the way in which the surface refuses',
    why: 'G2: a terminal state never changes',
    ends: 'a late worker that overwrites the truth, and runs that are active and swept by nobody',
  },
  'no-sign-after-the-end': {
    surfaces: ['six-state', 'registry'],
    legacy: 'a heartbeat counted in every state',
    here: 'after the end it is refused',
    why: 'G2: nothing that comes after the end changes anything',
    ends: 'evidence of a death that is overwritten by a late sign of life',
  },
  'no-way-back': {
    surfaces: ['nine-state'],
    legacy: 'every state could follow every state that was no end',
    here: 'a step backwards is refused with false',
    why: 'G1: one table says what may follow',
    ends: 'runs that were running and are pending again',
  },
  'phase-table-is-kept': {
    surfaces: ['nine-state'],
    legacy: 'a move that the phase table lacks was logged and done, after the end too',
    here: 'it is refused with false',
    why: 'G1: one table says what may follow',
    ends: 'phases that no run ever went through',
  },
  'phase-follows-state': {
    surfaces: ['nine-state'],
    legacy: 'state and phase were set apart and could disagree',
    here: 'moving one moves the other; a phase that ends badly ends the execution',
    why: 'G1: the state is a function of the phase',
    ends: 'runs that are running in phase completed',
  },
  'time-belongs-to-its-phase': {
    surfaces: ['nine-state'],
    legacy: 'an update in between set the beginning of a phase anew',
    here: 'a phase lasts from its entry to the next',
    why: 'G1: the history tells what happened, and folds back into the record',
    ends: 'phase times that are charged to nobody',
  },
  'falsy-answers-count': {
    surfaces: ['nine-state'],
    legacy: 'the answers 0 and false were dropped',
    here: 'they are answers',
    why: 'G3: an execution that completes has its answer with it',
    ends: 'answers that nobody gets',
  },
  'an-answer-is-needed': {
    surfaces: ['nine-state', 'six-state', 'registry'],
    legacy: 'completing without an answer was a success',
    here: 'it ends in failed, with a message for the user; what the registry is told as result is its answer',
    why: 'G3: a completed execution has an answer',
    ends: 'completed, and the user saw nothing',
  },
  'an-end-says-why': {
    surfaces: ['nine-state', 'registry'],
    legacy: 'an end without an error told had none',
    here: 'each end has an error that its user can read',
    why: 'G3: an end comes with an outcome for the user',
    ends: 'failures without a word',
  },
  'death-is-a-verdict': {
    surfaces: ['nine-state'],
    legacy: 'a caller could say that an execution is dead',
    here: 'what a caller ends so has failed; dead is what the clocks judge',
    why: 'G2: a death says on what evidence',
    ends: 'deaths without a last sign of life',
  },
  'nothing-from-nothing': {
    surfaces: ['nine-state'],
    legacy: 'a state for an unknown id created a record of the user "unknown"',
    here: 'an unknown id is refused with false',
    why: 'G4: every execution belongs to a user',
    ends: 'records in no index, and success rates above one',
  },
  'refused-changes-nothing': {
    surfaces: ['nine-state', 'registry'],
    legacy: 'the call threw after it had stored, counted or moved something',
    here: 'what is refused changes nothing',
    why: 'G2: one bad record must not keep the others from their ends',
    ends: 'one record without a user, and detection is off for all',
  },
  'zero-is-no-limit': {
    surfaces: ['nine-state', 'six-state'],
    legacy: 'a limit of zero was replaced by the default, or ended the run at once',
    here: 'it is refused with a ValueError',
    why: 'G2: the bound is the one that the caller knows',
    ends: 'limits that are not those that were set',
  },
  'fractions-count': {
    surfaces: ['nine-state'],
    legacy: 'limits were cut to whole seconds, 0.5 to none',
    here: 'they hold to the millisecond',
    why: 'G2: the bound is the one that the caller knows',
    ends: 'limits that are not those that were set',
  },
  'one-limit': {
    surfaces: ['nine-state'],
    legacy: 'asking for the limit told another than the one that was swept by',
    here: 'there is one',
    why: 'G2: the bound is the one that the caller knows',
    ends: 'two clocks that disagree',
  },
  'nothing-is-born-ended': {
    surfaces: ['nine-state'],
    legacy: 'an execution could be created in a terminal state, and stayed active',
    here: 'it is refused with a ValueError',
    why: 'G2 and G3: an end is reached, and has an outcome',
    ends: 'deaths that are told every two seconds for ever',
  },
  'a-state-is-its-word': {
    surfaces: ['nine-state'],
    legacy: 'the value of a state was refused where its member was expected',
    here: 'the value is the state',
    why: 'G1: a state is spelled once, as a word',
    ends: 'equal states of two classes that are not equal',
  },
  'half-open-starts-anew': {
    surfaces: ['nine-state'],
    legacy: 'successes of an earlier probe counted on, and a failed probe could leave it half open',
    here: 'each probing starts from zero, and a failure opens at once',
    why: 'G2: a dependency that is down must not keep executions to their last second',
    ends: 'a breaker that closes on a stale success',
  },
  'each-end-counts-once': {
    surfaces: ['registry'],
    legacy: 'a repeated success counted again, a timeout never, and it stayed active',
    here: 'each attempt is counted once, for its end',
    why: 'G2: one ending',
    ends: 'rates that are wrong, and active counts that only grow',
  },
  'recovering-is-an-attempt': {
    surfaces: ['registry'],
    legacy:
      'an ended run went on under its record; after the respelling RECOVERING was INITIALIZING',
    here: 'RECOVERING ends the attempt there is and begins another, linked to it; the first table of moves holds',
    why: 'G2: a terminal state never changes',
    ends: 'a run that has failed and succeeded',
  },
  'history-is-kept': {
    surfaces: ['nine-state', 'registry'],
    legacy: 'ended records were removed by a cleanup',
    here: 'a cleanup says what it said, and the record stays for its user',
    why: 'G3: the outcome stays until the user has it',
    ends: 'answers that are gone before they are seen',
  },
  'agents-by-their-whole-name': {
    surfaces: ['timeout'],
    legacy: 'an agent’s limit was looked up by its name up to the first underscore',
    here: 'by its whole name first',
    why: 'G2: the bound is the one that was set for the agent',
    ends: 'data_helper with the limit of data, synthetic_data with the default',
  },
} satisfies Readonly<Record<string, Deviation>>);

/** What a deviation is called. */
export type DeviationName = keyof typeof DEVIATIONS;
