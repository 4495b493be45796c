import fc from 'fast-check';
import { Roll } from './roll.js';

type Step = readonly ['add' | 'shift'] | readonly ['delete', number];

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Step>(['add']) },
    fc.constant<Step>(['shift']),
    fc.tuple(fc.constant('delete' as const), fc.nat(100)),
  ),
  { maxLength: 150 },
);

describe('a roll', () => {
  it('holds, in order, what was added and not taken out', () => {
    const holds = fc.property(steps, fc.nat(100), (todo, from) => {
      const roll = new Roll<string>();
      const model = new Map<number, string>();
      let next = 0;
      for (const [what, number = 0] of todo) {
        if (what === 'add') {
          model.set(++next, `item ${next}`);
          roll.add(next, `item ${next}`);
        } else if (what === 'delete') {
          model.delete(number);
          roll.delete(number);
        } else {
          const [oldest] = model.keys();
          const item = oldest === undefined ? undefined : model.get(oldest);
          if (oldest !== undefined) model.delete(oldest);
          expect(roll.shift()).toBe(item);
        }
      }
      expect(roll.size).toBe(model.size);
      expect([...roll.onwards()]).toEqual([...model.values()]);
      expect([...roll.backwards()]).toEqual([...model.values()].reverse());
      const later = [...model].filter(([number]) => number > from).map(([, item]) => item);
      const earlier = [...model].filter(([number]) => number < from).map(([, item]) => item);
      expect([...roll.onwards(from)]).toEqual(later);
      expect([...roll.backwards(from)]).toEqual(earlier.reverse());
    });
    fc.assert(holds, { numRuns: 300 });
  });

  it('finds its way when nearly all are gone again', () => {
    const roll = new Roll<number>();
    for (let number = 1; number <= 10_000; number++) {
      roll.add(number, number);
      if (number > 5) roll.delete(number - 3);
    }
    expect([...roll.onwards()]).toEqual([1, 2, 9_998, 9_999, 10_000]);
    expect([...roll.backwards(9_999)]).toEqual([9_998, 2, 1]);
    expect([roll.shift(), roll.shift(), roll.shift(), roll.size]).toEqual([1, 2, 9_998, 2]);
  });
});
