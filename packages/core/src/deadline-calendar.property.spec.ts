import fc from 'fast-check';
import { Appointment, DeadlineCalendar } from './deadline-calendar.js';

class Thing extends Appointment {
  constructor(readonly name: number) {
    super();
  }
}

const DAY_MS = 16;
const THINGS = 6;

const dayOf = (instant: number) => Math.floor(instant / DAY_MS);

type Step =
  | { do: 'enter'; name: number; deadline: number }
  | { do: 'remove'; name: number }
  | { do: 'take'; now: number; limit: number };

const name = fc.nat(THINGS - 1);
const instant = fc.nat(12 * DAY_MS);
const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('enter' as const), name, deadline: instant }),
    fc.record({ do: fc.constant('remove' as const), name }),
    fc.record({ do: fc.constant('take' as const), now: instant, limit: fc.nat(THINGS) }),
  ),
  { maxLength: 100, size: 'max' },
);

it('gives, of what stands in it and has come, the oldest days first, whatever came and went before', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const calendar = new DeadlineCalendar<Thing>();
      const things = Array.from({ length: THINGS }, (_, number) => new Thing(number));
      const dates = new Map<number, number>();
      for (const step of taken) {
        if (step.do === 'enter') {
          calendar.enter(things[step.name] as Thing, step.deadline);
          dates.set(step.name, dayOf(step.deadline));
        } else if (step.do === 'remove') {
          calendar.remove(things[step.name] as Thing);
          dates.delete(step.name);
        } else {
          const due = [...dates].filter(([, day]) => day <= dayOf(step.now));
          const days = due.map(([, day]) => day).sort((a, b) => a - b);
          const given = calendar.take(step.now, step.limit);
          expect(given.map((thing) => dates.get(thing.name))).toEqual(days.slice(0, step.limit));
          for (const thing of given) dates.delete(thing.name);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});
