import { isEmptyAnswer, outcomeSchema } from './outcome.js';

const EMPTY = [undefined, null, '', ' \n\t', '\u200b\u2060', {}, []];
const FULL = [0, false, -1, 'yes', { a: null }, [null], [[]]];

it.each(EMPTY)('takes %p for no answer', (answer) => {
  expect(isEmptyAnswer(answer)).toBe(true);
  expect(outcomeSchema.safeParse({ kind: 'answer', answer }).success).toBe(false);
});

it.each(FULL)('takes %p for an answer', (answer) => {
  expect(isEmptyAnswer(answer)).toBe(false);
  expect(outcomeSchema.parse({ kind: 'answer', answer })).toEqual({ kind: 'answer', answer });
});

it.each([
  { kind: 'delivered', by: 'mail' },
  { kind: 'error', message: 'The model is busy; try again.' },
])('takes %p', (outcome) => {
  expect(outcomeSchema.parse(outcome)).toEqual(outcome);
});

it.each([
  {},
  { kind: 'answer' },
  { kind: 'answer', answer: 1, message: 'both' },
  { kind: 'delivered' },
  { kind: 'delivered', by: ' ' },
  { kind: 'error', message: '' },
  { kind: 'error', message: ' ' },
  { kind: 'error', message: 'm', stack: 'secret' },
  { kind: 'none' },
])('refuses %p', (outcome) => {
  expect(outcomeSchema.safeParse(outcome).success).toBe(false);
});
