import { Dependencies } from './dependencies.js';
import { DEFAULT_BREAKER_POLICY, type BreakerSnapshot } from './breaker.js';
import { REQUEST, aWorld } from './world.fixture.js';
import { AgentExecutionTracker } from './index.js';

const snapshot = (dependency: string, state: 'open' | 'closed'): BreakerSnapshot => ({
  dependency,
  state,
  failures: 0,
  openUntil: state === 'open' ? 30_000 : null,
});

/** Dependencies of which `llm` is open, `tool` is closed after a failure, and `db` is being probed. */
function known(): Dependencies {
  const dependencies = new Dependencies(DEFAULT_BREAKER_POLICY, () => undefined);
  dependencies.restore([snapshot('llm', 'open'), snapshot('db', 'open')]);
  const tool = dependencies.get('tool');
  tool.failed(tool.admit(0), 0);
  dependencies.get('db').admit(40_000);
  return dependencies;
}

it('shows its own breakers and those that others stored', () => {
  const all = known().statusesWith([snapshot('mail', 'open'), snapshot('tool', 'closed')]);
  expect(
    new Map(all.map(({ dependency, state, failures }) => [dependency, [state, failures]])),
  ).toEqual(
    new Map([
      ['mail', ['open', 0]],
      ['tool', ['closed', 1]],
      ['llm', ['open', 0]],
      ['db', ['half_open', 0]],
    ]),
  );
});

it('believes what was stored last, except while it probes', () => {
  const all = known().statusesWith([snapshot('llm', 'closed'), snapshot('db', 'closed')]);
  const stateOf = (name: string) => all.find(({ dependency }) => dependency === name)?.state;
  expect([stateOf('llm'), stateOf('db')]).toEqual(['closed', 'half_open']);
});

it('tells one tracker of the breaker that opened in another', async () => {
  const { store, clock, tracker } = aWorld();
  const other = new AgentExecutionTracker({ store, clock, name: 'other' });
  for (let tries = 0; tries < 3; tries++) {
    await other.run(REQUEST, (execution) =>
      execution.guard('llm', () => Promise.reject(new Error('down')), { retries: 0 }),
    );
  }
  expect(tracker.breakers()).toEqual([]);
  expect(await tracker.allBreakers()).toMatchObject([{ dependency: 'llm', state: 'open' }]);
  await other.close();
});
