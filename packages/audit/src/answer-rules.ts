import {
  CAUSE_OF_STATE,
  ExecutionState,
  isEmptyAnswer,
  isTerminal,
  type HistoryEventOf,
  type Outcome,
} from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { quoted, said } from './evidence-words.js';

function isBlank(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

function answerRules(outcome: Outcome, teller: string): readonly Contradiction[] {
  if (outcome.kind === 'error') {
    return when(true, 'completed_without_answer', () => [
      `${teller} completes`,
      `its outcome is the error ${quoted(outcome.message)}`,
    ]);
  }
  const empty = outcome.kind === 'answer' ? isEmptyAnswer(outcome.answer) : isBlank(outcome.by);
  return when(empty, 'empty_answer', () => [
    `${teller} completes`,
    `its outcome is ${quoted(outcome)}`,
  ]);
}

function messageRules(outcome: Outcome, teller: string): readonly Contradiction[] {
  const unreadable = outcome.kind !== 'error' || isBlank(outcome.message);
  return when(unreadable, 'end_without_message', () => [
    `${teller} is an unhappy end`,
    `its outcome is ${quoted(outcome)}`,
  ]);
}

/** An end has the kind of cause and the kind of outcome that its state must have. */
export function answerAndCauseRules(event: HistoryEventOf<'ended'>): readonly Contradiction[] {
  const { to, cause, outcome } = event;
  if (!isTerminal(to)) return [];
  const teller = said(event);
  const completed = to === ExecutionState.COMPLETED;
  return [
    ...(completed ? answerRules(outcome, teller) : messageRules(outcome, teller)),
    ...when(cause.kind !== CAUSE_OF_STATE[to], 'cause_contradicts_state', () => [
      `${teller} ends in '${to}', whose cause is of kind '${CAUSE_OF_STATE[to]}'`,
      `its cause is of kind '${cause.kind}'`,
    ]),
  ];
}
