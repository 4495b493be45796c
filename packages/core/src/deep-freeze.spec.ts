import { deepFreeze } from './deep-freeze.js';

describe('deepFreeze', () => {
  it('freezes lists and objects at every depth, and returns what it was given', () => {
    const value = { list: [{ a: 1 }], nothing: null };
    expect(deepFreeze(value)).toBe(value);
    for (const part of [value, value.list, value.list[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it.each([undefined, null, 0, 'text', false])('leaves %p as it is', (value) => {
    expect(deepFreeze(value)).toBe(value);
  });

  it('ends at what is frozen already, so that a cycle ends', () => {
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    expect(Object.isFrozen(deepFreeze(cycle))).toBe(true);
  });
});
