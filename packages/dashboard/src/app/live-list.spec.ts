import { EVERYTHING } from './execution-query.js';
import { completed, frame, running } from './execution.fixture.js';
import type { ExecutionWindow } from './execution-window.js';
import { LiveList } from './live-list.js';
import { ManualTime } from './manual-time.fixture.js';

function setUp() {
  const time = new ManualTime();
  const drawn: ExecutionWindow[] = [];
  const list = new LiveList(time, (window) => drawn.push(window));
  const read = (...executions: ReturnType<typeof running>[]) =>
    list.read(EVERYTHING, { executions });
  return { time, drawn, list, read };
}

const created = (id: string) =>
  frame({ executionId: id, fact: 'created', seq: 1, state: 'pending', phase: 'created' });

it('misses nothing that happens while the list is being read', () => {
  const { drawn, list, read } = setUp();
  list.reading();
  list.take(created('e-2'));
  list.take(frame({ fact: 'held' }));
  expect(read(running())).toBe(false);
  expect(drawn.at(-1)?.rows).toMatchObject([{ id: 'e-2' }, { id: 'e-1', onHold: true }]);
});

it('asks to be read again when more happens meanwhile than it keeps', () => {
  const { list, read } = setUp();
  list.reading();
  for (let n = 0; n <= 1_000; n++) list.take(created(`e-${n}`));
  expect(read()).toBe(true);
});

it('draws in steps, however fast it is told', () => {
  const { time, drawn, list, read } = setUp();
  list.reading();
  read(running());
  for (let seq = 6; seq < 500; seq++) list.take(frame({ seq, at: seq * 1_000 }));
  expect([drawn.length, time.waiting]).toEqual([1, 1]);
  time.advance(250);
  expect([drawn.length, time.waiting]).toEqual([2, 0]);
  expect(drawn.at(-1)?.rows).toMatchObject([{ seq: 499 }]);
});

it('stands still while it is paused, and then shows what has happened', () => {
  const { time, drawn, list, read } = setUp();
  list.reading();
  read(running());
  list.paused = true;
  list.take(created('e-2'));
  time.advance(1_000);
  list.reading();
  read(completed());
  expect(drawn).toHaveLength(1);
  list.paused = false;
  expect(drawn).toHaveLength(2);
});

it('draws nothing any more once it is closed', () => {
  const { time, drawn, list, read } = setUp();
  list.reading();
  read(running());
  list.take(created('e-2'));
  list.close();
  time.advance(1_000);
  expect([drawn.length, time.waiting]).toEqual([1, 0]);
});
