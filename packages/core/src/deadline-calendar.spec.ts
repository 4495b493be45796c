import { Appointment, DeadlineCalendar } from './deadline-calendar.js';

class Thing extends Appointment {
  constructor(readonly name: string) {
    super();
  }
}

const names = (things: Thing[]) => things.map(({ name }) => name).sort();

describe('a calendar', () => {
  it('gives what is due, oldest day first, and each thing once', () => {
    const calendar = new DeadlineCalendar<Thing>();
    for (const [name, at] of [
      ['c', 5_000],
      ['a', 100],
      ['b', 1_000],
    ] as const)
      calendar.enter(new Thing(name), at);
    expect(names(calendar.take(99, 10).concat())).toEqual(['a']);
    expect(calendar.take(900, 10)).toEqual([]);
    expect(names(calendar.take(6_000, 10))).toEqual(['b', 'c']);
    expect(calendar.take(1e9, 10)).toEqual([]);
  });

  it('gives a day early at most 16 ms, and never late', () => {
    const calendar = new DeadlineCalendar<Thing>();
    calendar.enter(new Thing('a'), 1_000);
    expect(calendar.take(1_000 - 16, 10)).toEqual([]);
    expect(calendar.take(1_000, 10)).toHaveLength(1);
  });

  it('holds each thing for one date: a later or earlier one replaces it, Infinity takes it out', () => {
    const calendar = new DeadlineCalendar<Thing>();
    const thing = new Thing('a');
    for (let i = 0; i < 1_000; i++) calendar.enter(thing, 10_000 + i * 50);
    calendar.enter(thing, 500);
    expect(calendar.take(600, 10)).toEqual([thing]);
    expect(calendar.take(1e6, 10)).toEqual([]);
    calendar.enter(thing, 2_000_000);
    calendar.enter(thing, Infinity);
    expect(calendar.take(1e9, 10)).toEqual([]);
  });

  it('takes out the one that is meant, wherever it stands in its day', () => {
    for (const gone of [0, 1, 2]) {
      const calendar = new DeadlineCalendar<Thing>();
      const things = ['a', 'b', 'c'].map((name) => new Thing(name));
      things.forEach((thing) => calendar.enter(thing, 100));
      calendar.remove(things[gone] as Thing);
      calendar.remove(things[gone] as Thing);
      expect(names(calendar.take(200, 10))).toEqual(['a', 'b', 'c'].filter((_, i) => i !== gone));
    }
  });

  it('gives no more than asked for and loses none', () => {
    const calendar = new DeadlineCalendar<Thing>();
    for (let i = 0; i < 100; i++) calendar.enter(new Thing(String(i)), 100 + (i % 7) * 40);
    const taken: Thing[] = [];
    for (let page = calendar.take(1_000, 9); page.length > 0; page = calendar.take(1_000, 9)) {
      expect(page.length).toBeLessThanOrEqual(9);
      taken.push(...page);
    }
    expect(new Set(names(taken)).size).toBe(100);
  });

  it('finds what is entered for the past, and after a very long gap', () => {
    const calendar = new DeadlineCalendar<Thing>();
    calendar.take(1e12, 10);
    calendar.enter(new Thing('past'), 5);
    expect(names(calendar.take(1e12, 10))).toEqual(['past']);
    calendar.enter(new Thing('future'), 2e12);
    expect(names(calendar.take(3e12, 10))).toEqual(['future']);
  });

  it('keeps what is entered anew for a day that was emptied and has passed', () => {
    const calendar = new DeadlineCalendar<Thing>();
    const [one, other, third] = ['one', 'other', 'third'].map((name) => new Thing(name));
    calendar.enter(one as Thing, 100);
    calendar.remove(one as Thing);
    expect(calendar.take(200, 10)).toEqual([]);
    calendar.enter(other as Thing, 100);
    calendar.enter(third as Thing, 5_000);
    calendar.remove(third as Thing);
    expect(names(calendar.take(200, 10))).toEqual(['other']);
  });

  it('says whether a deadline is on an earlier day than the date', () => {
    const calendar = new DeadlineCalendar<Thing>();
    const thing = new Thing('a');
    expect([calendar.isEarlier(thing, 5), calendar.isEarlier(thing, Infinity)]).toEqual([
      true,
      false,
    ]);
    calendar.enter(thing, 160);
    expect([159, 160, 175, 1_000].map((at) => calendar.isEarlier(thing, at))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
