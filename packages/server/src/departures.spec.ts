import { Batch } from './batch.js';
import { Departures } from './departures.js';
import { controlEntry, type Entry } from './entry.js';

const pong = controlEntry({ type: 'pong' });

function counting() {
  const clock = { time: 1_000, now: () => clock.time };
  const sent: [type: string, times: number][] = [];
  const lags: number[] = [];
  const departures = new Departures(
    {
      framesSent: { add: (type, times) => sent.push([type, times]) },
      lag: { observe: (...seen: unknown[]) => lags.push(seen.at(-1) as number) },
    },
    clock,
  );
  const fact = (type: string): Entry => ({ ...pong, type, cursor: 1, at: clock.now() });
  return { clock, sent, lags, departures, fact };
}

const tick = () => new Promise<void>((resolve) => process.nextTick(resolve));

describe('departures', () => {
  it('count each frame once for every connection that is given it', async () => {
    const { sent, departures, fact } = counting();
    const both = new Batch([fact('agent_started'), fact('agent_thinking')]);
    for (let connection = 0; connection < 3; connection++) departures.saw(both);
    departures.saw(new Batch([pong]));
    departures.saw(both);
    await tick();
    expect(sent).toEqual([
      ['agent_started', 3],
      ['agent_thinking', 3],
      ['pong', 1],
      ['agent_started', 1],
      ['agent_thinking', 1],
    ]);
  });

  it('count what is given again in a later tick', async () => {
    const { sent, departures } = counting();
    const batch = new Batch([pong]);
    departures.saw(batch);
    await tick();
    departures.saw(batch);
    await tick();
    expect(sent).toEqual([
      ['pong', 1],
      ['pong', 1],
    ]);
  });

  it('are as late as the last connection, and only facts are late', async () => {
    const { clock, lags, departures, fact } = counting();
    const batch = new Batch([fact('agent_thinking')]);
    departures.saw(batch);
    clock.time += 250; // within the tick
    departures.saw(batch);
    departures.saw(new Batch([pong]));
    await tick();
    expect(lags).toEqual([0.25]);
  });
});
