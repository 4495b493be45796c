import { Fifo } from './fifo.js';

describe('a fifo', () => {
  it('gives back in order, and undefined when empty', () => {
    const fifo = new Fifo<number>();
    expect([fifo.shift(), fifo.size]).toEqual([undefined, 0]);
    for (let i = 0; i < 5_000; i++) fifo.push(i);
    for (let i = 0; i < 4_000; i++) expect(fifo.shift()).toBe(i);
    expect([fifo.size, fifo.at(0), fifo.at(999), fifo.at(1_000)]).toEqual([
      1_000,
      4_000,
      4_999,
      undefined,
    ]);
    expect(fifo.slice(1, 2)).toEqual([4_001, 4_002]);
    expect(fifo.slice(999, 9)).toEqual([4_999]);
  });
});
