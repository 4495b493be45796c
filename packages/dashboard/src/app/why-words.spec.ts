import { TimeoutClock } from '@tracker/state';
import { completed, running } from './execution.fixture.js';
import type { Why } from './why.js';
import { clockBars, clockMeaning, ifNothingHappens, moverOf } from './why-words.js';

const ALL = [...Object.values(TimeoutClock), 'liveness', 'cancel', 'delivery'];
const MEANT = expect.stringMatching(/\w\.$/);

const why = (given: Partial<Why> = {}): Why => ({
  ...{ executionId: 'e-1', waitsFor: 'agent', sinceMs: 0, why: 'It thinks.' },
  ...{ untilAt: 9_000, clocks: [] },
  ...given,
});

it('says whose move it is, and passes on a word that it does not know', () => {
  expect(moverOf(why())).toBe('The agent, to go on');
  expect(moverOf(why({ waitsFor: 'moon' }))).toBe('moon');
});

it('says what comes when nobody moves', () => {
  expect(ifNothingHappens(why(), running())).toContain('ended');
  expect(ifNothingHappens(why({ waitsFor: 'cancel' }), running())).toContain('forced');
  expect(ifNothingHappens(why(), completed())).toContain('overdue');
  expect(ifNothingHappens(why({ untilAt: null }), completed())).toContain('Nothing');
});

it('draws clocks by how much of them is gone, the next to run out in front', () => {
  const clocks = [
    { clock: 'execution', deadline: 32_000, lastHeardAt: null },
    { clock: 'idle', deadline: 21_000, lastHeardAt: 6_000 },
    { clock: 'unheard of', deadline: 40_000, lastHeardAt: null },
  ];
  expect(clockBars(clocks, running(), 6_000)).toMatchObject([
    { clock: 'idle', gone: 0.5, left: '15 s', first: true },
    { clock: 'execution', gone: expect.closeTo(4 / 30), left: '26 s', first: false },
    { clock: 'unheard of', gone: 0, left: '34 s', first: false },
  ]);
});

it('says what each clock measures', () => {
  for (const clock of ALL) expect([clock, clockMeaning(clock)]).toEqual([clock, MEANT]);
  expect(clockMeaning('unheard of')).toBe('');
});

it('measures a hold by its own length', () => {
  const hold = { reason: 'ask the boss', since: 6_000, deadline: 10_000 };
  const clocks = [{ clock: 'hold', deadline: 10_000, lastHeardAt: null }];
  expect(clockBars(clocks, running({ hold }), 7_000)).toMatchObject([{ gone: 0.25 }]);
});

it('has no negative time left', () => {
  const [bar] = clockBars([{ clock: 'idle', deadline: 1, lastHeardAt: 1 }], running(), 99_000);
  expect(bar).toMatchObject({ gone: 1, left: '0 s' });
});
