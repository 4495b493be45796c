import fc from 'fast-check';
import { Fifo } from './fifo.js';

/** Pushes so many, then shifts so many. */
const rounds = fc.array(fc.record({ pushes: fc.nat(200), shifts: fc.nat(200) }), { maxLength: 12 });

describe('a fifo', () => {
  it('is a list that is added to at its end and taken from at its beginning', () => {
    fc.assert(
      fc.property(rounds, fc.nat(250), fc.nat(250), (steps, index, count) => {
        const fifo = new Fifo<number>();
        const list: number[] = [];
        let next = 0;
        for (const { pushes, shifts } of steps) {
          for (let i = 0; i < pushes; i++) {
            list.push(next);
            fifo.push(next++);
          }
          for (let i = 0; i < shifts; i++) expect(fifo.shift()).toBe(list.shift());
          expect(fifo.size).toBe(list.length);
          expect(fifo.at(index)).toBe(list[index]);
          expect(fifo.slice(index, count)).toEqual(list.slice(index, index + count));
        }
      }),
    );
  });
});
