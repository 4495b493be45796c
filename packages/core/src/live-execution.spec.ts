import fc from 'fast-check';
import { BIRTH } from './birth.fixture.js';
import { decideBirth } from './decide.js';
import { LiveExecution, type Stoppable } from './live-execution.js';
import { SignPages } from './sign-pages.js';

class Work implements Stoppable {
  place = 0;
  reasons: unknown[] = [];

  stop(reason: unknown): void {
    this.reasons.push(reason);
  }
}

function aLiveExecution(): LiveExecution {
  return new LiveExecution(decideBirth(BIRTH, 0).next, new SignPages().take());
}

describe('work for an execution', () => {
  it('is stopped once if it is in, whoever came and left before', async () => {
    const steps = fc.array(fc.record({ who: fc.nat(7), leaves: fc.boolean() }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const live = aLiveExecution();
        const all = Array.from({ length: 8 }, () => new Work());
        const inside = new Set<Work>();
        for (const { who, leaves } of taken) {
          const work = all[who] as Work;
          if (leaves) {
            live.leave(work);
            inside.delete(work);
          } else if (!inside.has(work)) {
            live.join(work);
            inside.add(work);
          }
        }
        live.stop(() => 'enough');
        live.stop(() => 'again');
        await Promise.resolve();
        for (const work of all) expect(work.reasons).toEqual(inside.has(work) ? ['enough'] : []);
      }),
    );
  });

  it('is not stopped within the call that brings the stop about', async () => {
    const live = aLiveExecution();
    const { signal } = live;
    live.stop(() => 'enough');
    const heard: unknown[] = [];
    signal.addEventListener('abort', () => heard.push(signal.reason));
    await Promise.resolve();
    expect(heard).toEqual(['enough']);
  });

  it('that comes after the stop is stopped at once, and may leave all the same', () => {
    const live = aLiveExecution();
    live.stop(() => 'enough');
    const late = new Work();
    live.join(late);
    live.leave(late);
    expect(late.reasons).toEqual(['enough']);
  });
});
