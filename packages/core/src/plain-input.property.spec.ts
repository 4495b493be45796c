import fc from 'fast-check';
import { parseInput } from './door.js';
import {
  completeInputSchema,
  createInputSchema,
  nameSchema,
  progressInputSchema,
} from './inputs.js';
import {
  parseCompleteInput,
  parseCreateInput,
  parseName,
  parseProgressInput,
} from './plain-input.js';

/** What a call comes to: what it returns, or the words it throws. */
function outcome(call: () => unknown): unknown {
  try {
    return { returned: call() };
  } catch (error) {
    return { thrown: (error as Error).message };
  }
}

const text = fc.oneof(
  fc.string({ maxLength: 210 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', ' ', 'ann', ' ann', 'a\u0000', '\ud800', 'x'.repeat(200), 'x'.repeat(201)),
);
const anything = fc.oneof(text, fc.anything());

const throwing = {
  get answer() {
    throw new Error('no');
  },
};

test('a name is taken, or refused in the same words, as by its schema', () => {
  fc.assert(
    fc.property(anything, (given) => {
      expect(outcome(() => parseName(given, 'call'))).toEqual(
        outcome(() => parseInput(nameSchema, given, 'call')),
      );
    }),
  );
});

const members = { agentName: anything, userId: anything, threadId: anything, id: anything };

test('a new execution is asked for, or refused in the same words, as by its schema', () => {
  const input = fc.oneof(
    fc.record({ agentName: text, userId: text, threadId: text }),
    fc.record(members, { requiredKeys: [] }),
    fc.record({ ...members, stray: anything }, { requiredKeys: [] }),
    fc.anything(),
  );
  fc.assert(
    fc.property(input, (given) => {
      expect(outcome(() => parseCreateInput(given))).toEqual(
        outcome(() => parseInput(createInputSchema, given, 'createExecution')),
      );
    }),
  );
});

test('an answer is taken, or refused in the same words, as by its schema', () => {
  const input = fc.oneof(
    fc.record({ answer: fc.anything() }),
    fc.record({ deliveredBy: anything }),
    fc.record({ answer: fc.anything(), stray: fc.anything() }, { requiredKeys: [] }),
    fc.constant(throwing),
    fc.anything(),
  );
  fc.assert(
    fc.property(input, (given) => {
      expect(outcome(() => parseCompleteInput(given))).toEqual(
        outcome(() => parseInput(completeInputSchema, given, 'completeExecution')),
      );
    }),
  );
});

test('progress is taken, or refused in the same words, as by its schema', () => {
  const note = fc.oneof(
    text,
    fc.constantFrom('\n', 'a\nb', ' a', '\ufeff', 'x'.repeat(2_000), 'x'.repeat(2_001)),
  );
  const input = fc.oneof(
    fc.record({ note }),
    fc.record({ note: anything, percent: fc.double() }, { requiredKeys: [] }),
    fc.record({ note, stray: fc.anything() }),
    fc.anything(),
  );
  fc.assert(
    fc.property(input, (given) => {
      expect(outcome(() => parseProgressInput(given))).toEqual(
        outcome(() => parseInput(progressInputSchema, given, 'reportProgress')),
      );
    }),
  );
});

test('what is taken is a copy that shares no envelope with the caller', () => {
  const given = { agentName: 'triage', userId: 'ann', threadId: 't' };
  expect(parseCreateInput(given)).toEqual(given);
  expect(parseCreateInput(given)).not.toBe(given);
});
