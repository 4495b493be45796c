import type { Cause, DeathEvidence, FailureCode, Fault, TimeoutClock } from './cause.js';
import { frozenTable } from './frozen-table.js';

type Meanings<Word extends string> = Readonly<Record<Word, string>>;

/** What each kind of cause says, in words for operators. */
export const CAUSE_MEANING = frozenTable({
  answered: 'The ordinary end: there is an answer.',
  failure: 'Something went wrong; `code` says what and `fault` whose it was.',
  timeout: 'A clock ran out; `clock` says which.',
  death: 'There was no sign of life; `evidence` says of whom.',
  cancellation:
    'Somebody asked for the end; `forced` says whether the grace period had to run out.',
} satisfies Meanings<Cause['kind']>);

/** What each failure code says. */
export const FAILURE_MEANING = frozenTable({
  agent_error: 'The agent threw.',
  empty_response:
    'The agent ended without an answer: undefined, null, a blank string, an empty object or list.',
  invalid_answer: 'The answer can’t be kept: it is not JSON, or larger than the limit.',
  circuit_open: 'A dependency’s circuit breaker was open.',
  retries_exhausted: 'Every permitted try of a dependency failed.',
  rejected: 'The request itself was at fault.',
  misuse: 'The caller gave something that is no state, or asked for an impossible move.',
} satisfies Meanings<FailureCode>);

/** What each fault says. */
export const FAULT_MEANING = frozenTable({
  user: 'The request was wrong.',
  agent: 'The agent’s own code.',
  infrastructure: 'Something the agent depends on.',
} satisfies Meanings<Fault>);

/** What each clock measures. */
export const CLOCK_MEANING = frozenTable({
  start: 'From creation until it runs.',
  execution: 'From when it runs until the end, holds not counted.',
  idle: 'Since the last progress; a heartbeat alone is none.',
  hold: 'Time spent on hold.',
  operation: 'One guarded operation.',
} satisfies Meanings<TimeoutClock>);

/** What each evidence of a death says. */
export const EVIDENCE_MEANING = frozenTable({
  silence: 'The execution itself gave no sign of life.',
  lease_lapsed: 'The process that ran it stopped renewing its lease.',
} satisfies Meanings<DeathEvidence>);
