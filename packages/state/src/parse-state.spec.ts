import fc from 'fast-check';
import { EXECUTION_STATES, ExecutionState } from './execution-state.js';
import { executionStateSchema, isExecutionState, parseExecutionState } from './parse-state.js';
import { TrackerError } from './tracker-error.js';

function refusal(input: unknown): TrackerError {
  try {
    parseExecutionState(input);
  } catch (error) {
    if (TrackerError.is(error, 'invalid_state')) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

class Job {
  readonly status = 'completed';
}

it.each(EXECUTION_STATES)('accepts %s as it is', (state) => {
  expect(isExecutionState(state)).toBe(true);
  expect(parseExecutionState(state)).toBe(state);
});

it('names what was given and everything that is allowed', () => {
  const error = refusal('RUNNING');
  expect(error.message).toBe(
    'Expected an execution state, got the string "RUNNING". Did you mean \'running\'? Allowed: ' +
      'pending, starting, running, completing, completed, failed, timeout, dead, cancelled.',
  );
  expect(error.details).toEqual({ given: 'the string "RUNNING"', allowed: EXECUTION_STATES });
});

const object = 'An object is not an execution state, whatever it holds;';
const number = 'Numbers and positions in a list stand for none of them;';
const older = 'That is a word of an older tracker; @tracker/compat translates it.';

it.each<[string, unknown, string]>([
  ['the dictionary of a result', { success: true, completed: true }, object],
  ['an empty record', {}, object],
  ['a record with a state in it', { state: 'running' }, 'Did you mean its .state?'],
  ['a record with a status in it', { status: 'failed' }, 'Did you mean its .status?'],
  ['an enum member of elsewhere', { name: 'COMPLETED', value: 'completed' }, 'its .value?'],
  ['an object with a status in it', new Job(), 'Did you mean its .status?'],
  ['a record with no state under that key', { state: 'RUNNING' }, object],
  ['a date', new Date(0), object],
  [
    'the words themselves',
    ExecutionState,
    'That is ExecutionState itself; name one of its members.',
  ],
  ['an array', ['running'], 'A list is not an execution state; give one word.'],
  ['a boxed string', new String('running'), 'A boxed string is an object; give its .valueOf().'],
  ['upper case', 'RUNNING', "Did you mean 'running'?"],
  ['the name of a member', 'ExecutionState.TIMEOUT', "Did you mean 'timeout'?"],
  ['blanks around it', ' dead\n', "Did you mean 'dead'?"],
  ['a misspelling', 'runing', "Did you mean 'running'?"],
  ['a word cut short', 'complete', "Did you mean 'completed'?"],
  ['the other spelling', 'canceled', "Did you mean 'cancelled'?"],
  ['two words', 'Timed-Out', "Did you mean 'timeout'?"],
  ['SUCCESS', 'SUCCESS', older],
  ['ABORTED', 'ABORTED', older],
  ['INITIALIZING', 'INITIALIZING', older],
  ['RECOVERING', 'recovering', older],
  ['a phase', 'thinking', "That is a phase; it refines the state 'running'."],
  ['a phase in upper case', 'WEBSOCKET_SETUP', "it refines the state 'pending'."],
  ['a number', 3, number],
  ['NaN', NaN, number],
  ['a bigint', 3n, number],
  ['null', null, 'Nothing was given; null stands for none of them.'],
  ['undefined', undefined, 'Nothing was given; was it read from a field that does not exist?'],
  ['a boolean', true, 'Yes or no does not say which of them;'],
])('helps the caller who gives %s', (_, input, hint) => {
  expect(isExecutionState(input)).toBe(false);
  expect(refusal(input).message).toContain(hint);
});

it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'done', 'x'.repeat(1e6)])(
  'offers no word for %#',
  (input) => {
    expect(refusal(input).message).toMatch(/^Expected [^?]*\. Allowed: [^?]*$/);
  },
);

it('does not run a getter to find a state', () => {
  const input = {
    get state(): string {
      throw new Error('run');
    },
  };
  expect(refusal(input).message).toContain(object);
});

it('survives an object that refuses to be looked at', () => {
  const trap = () => {
    throw new Error('looked at');
  };
  const input = new Proxy(
    {},
    { ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap },
  );
  expect(refusal(input).details['given']).toBe('an object that refuses to be looked at');
});

it('refuses everything else with a bounded message', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      fc.pre(!(EXECUTION_STATES as readonly unknown[]).includes(input));
      expect(isExecutionState(input)).toBe(false);
      expect(refusal(input).message.length).toBeLessThan(2_000);
    }),
  );
});

it('says the same inside a larger schema', () => {
  const issue = executionStateSchema.safeParse('RUNNING').error?.issues[0];
  expect(issue?.message).toBe(refusal('RUNNING').message);
  expect(executionStateSchema.parse('running')).toBe('running');
});
