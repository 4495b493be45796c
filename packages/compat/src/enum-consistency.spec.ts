import * as state from '@tracker/state';
import * as canonical from './legacy-agent-execution-tracker.js';
import * as compat from './index.js';
import * as legacy from './legacy-execution-tracker.js';
import * as registry from './legacy-tracking-registry.js';

// Validation theme: enum consistency. Every exported ExecutionState is the same object with the same values, so that
// states from anywhere are equal everywhere.

const EXPORTS = {
  '@tracker/compat': compat.ExecutionState,
  'core/agent-execution-tracker': canonical.ExecutionState,
  'core/execution-tracker': legacy.ExecutionState,
  'agents/execution-tracking/registry': registry.ExecutionState,
};

/** Throws unless every one of them is the original, which nobody can change. */
function assertSameStates(exported: Readonly<Record<string, object>>): void {
  for (const [name, words] of Object.entries(exported)) {
    const missing = Object.entries(state.ExecutionState).filter(
      ([key, value]) => (words as Record<string, unknown>)[key] !== value,
    );
    if (missing.length > 0) throw new Error(`${name} differs at ${missing.join(' and ')}`);
    if (words !== state.ExecutionState) throw new Error(`${name} is a copy`);
    if (!Object.isFrozen(words)) throw new Error(`${name} can be changed`);
  }
}

it('is one object everywhere', () => {
  assertSameStates(EXPORTS);
});

it('has nine values, each of them accepted wherever a state is parsed', () => {
  expect(Object.values(compat.ExecutionState)).toEqual(state.EXECUTION_STATES);
  for (const value of Object.values(registry.ExecutionState)) {
    expect(state.parseExecutionState(value)).toBe(value);
  }
});

it('is an equal value through JSON, a Map key and a switch', () => {
  for (const value of Object.values(legacy.ExecutionState)) {
    expect(JSON.parse(JSON.stringify({ value })).value).toBe(value);
    expect(new Map([[value, 1]]).get(state.parseExecutionState(value))).toBe(1);
  }
});

it('is not what the registry’s own words are called any more', () => {
  expect('SUCCESS' in registry.ExecutionState).toBe(false);
  expect(Object.values(registry.RegistryState)).toEqual(registry.LEGACY_REGISTRY_STATES.words);
});

describe('the assertion fails when the defect is put back', () => {
  const { CANCELLED: _, ...eight } = state.ExecutionState;

  it.each<[string, object, string]>([
    ['a copy with equal values', { ...state.ExecutionState }, 'second is a copy'],
    ['a copy without a state', eight, 'second differs at CANCELLED,cancelled'],
    [
      'values in upper case',
      { ...state.ExecutionState, DEAD: 'DEAD' },
      'second differs at DEAD,dead',
    ],
    ['the registry’s names', registry.RegistryState, 'second differs at PENDING,pending'],
    [
      'an object in place of a word',
      { ...state.ExecutionState, DEAD: { value: 'dead' } },
      'second differs',
    ],
  ])('%s', (_name, second, message) => {
    expect(() => assertSameStates({ ...EXPORTS, second })).toThrow(message);
  });
});

// ASSERTION: the types are one as well
const word: state.ExecutionState = compat.ExecutionState.DEAD;
const again: legacy.ExecutionState = word;
void (() => {
  // @ts-expect-error the registry's word is no state
  const success: registry.ExecutionState = registry.RegistryState.SUCCESS;
  return [again, success];
});
