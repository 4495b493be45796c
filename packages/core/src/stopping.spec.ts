import fc from 'fast-check';
import { Stopping, type Stoppable } from './stopping.js';

class Work implements Stoppable {
  place = 0;
  reasons: unknown[] = [];

  stop(reason: unknown): void {
    this.reasons.push(reason);
  }
}

describe('work for an execution', () => {
  it('is stopped once if it is in, whoever came and left before', async () => {
    const steps = fc.array(fc.record({ who: fc.nat(7), leaves: fc.boolean() }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const stopping = new Stopping();
        const all = Array.from({ length: 8 }, () => new Work());
        const inside = new Set<Work>();
        for (const { who, leaves } of taken) {
          const work = all[who] as Work;
          if (leaves) {
            stopping.leave(work);
            inside.delete(work);
          } else if (!inside.has(work)) {
            stopping.join(work);
            inside.add(work);
          }
        }
        stopping.stop(() => 'enough');
        stopping.stop(() => 'again');
        await Promise.resolve();
        for (const work of all) expect(work.reasons).toEqual(inside.has(work) ? ['enough'] : []);
      }),
    );
  });

  it('is not stopped within the call that brings the stop about', async () => {
    const stopping = new Stopping();
    const { signal } = stopping;
    stopping.stop(() => 'enough');
    const heard: unknown[] = [];
    signal.addEventListener('abort', () => heard.push(signal.reason));
    await Promise.resolve();
    expect(heard).toEqual(['enough']);
  });

  it('that comes after the stop is stopped at once, and may leave all the same', () => {
    const stopping = new Stopping();
    stopping.stop(() => 'enough');
    const late = new Work();
    stopping.join(late);
    stopping.leave(late);
    expect(late.reasons).toEqual(['enough']);
  });

  it('is told one reason, and not before the others, when it asks for the signal meanwhile', async () => {
    const stopping = new Stopping();
    const heard: unknown[] = [];
    stopping.signal.addEventListener('abort', () => heard.push(stopping.signal.reason));
    const work = new Work();
    stopping.join(work);
    let made = 0;
    stopping.stop(() => ({ made: ++made }));
    expect(stopping.signal.aborted).toBe(false);
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect([...heard, ...work.reasons]).toEqual([{ made: 1 }, { made: 1 }]);
    expect(stopping.signal.reason).toBe(heard[0]);
    expect(made).toBe(1);
  });

  it('finds the signal aborted when it asks for the first one after the stop, and the same ever after', () => {
    const stopping = new Stopping();
    let made = 0;
    stopping.stop(() => ({ made: ++made }));
    expect(stopping.signal.aborted).toBe(true);
    expect(stopping.signal.reason).toBe(stopping.signal.reason);
    expect(made).toBe(1);
  });
});
