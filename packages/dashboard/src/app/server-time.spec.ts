import { ManualTime } from './manual-time.fixture.js';
import { ServerTime } from './server-time.js';

const NOON = Date.UTC(2026, 0, 1, 12);

function hear(time: ServerTime, date: string | undefined): void {
  time.heard({ headers: new Headers(date === undefined ? {} : { date }) });
}

it('goes by the server where the browser is wrong', () => {
  const time = new ServerTime(new ManualTime(NOON - 90_000));
  hear(time, new Date(NOON).toUTCString());
  expect(time.now()).toBe(NOON);
});

it('goes by the browser where the two agree', () => {
  const time = new ServerTime(new ManualTime(NOON + 1_999));
  hear(time, new Date(NOON).toUTCString());
  expect(time.now()).toBe(NOON + 1_999);
});

it('passes over an answer without a time', () => {
  const time = new ServerTime(new ManualTime(NOON));
  hear(time, new Date(NOON + 60_000).toUTCString());
  hear(time, undefined);
  hear(time, 'soon');
  expect(time.now()).toBe(NOON + 60_000);
});
