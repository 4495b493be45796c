import { deadlines } from './deadlines.js';
import { keepDeadlines, type Keeper } from './keeper.js';
import { trackedKeeper } from './keeper-tracked.js';
import { scanKeeper, wheelKeeper } from './keepers-by-hand.js';
import type { Row } from './row.js';
import { ROWS, rowNamed } from './rows.js';
import { SCALES } from './scale.js';

/** Runs a row in this process, with a hundred executions. */
async function smoke(row: Row) {
  const measured: Record<string, unknown> = {};
  for (const [part, run] of Object.entries(row.parts)) measured[part] = await run(SCALES.smoke);
  return row.judge(measured);
}

describe('every row', () => {
  it.each(ROWS)('$name runs, and judges what it measured', async (row) => {
    const { goals, figures } = await smoke(row);
    expect(goals.length).toBeGreaterThan(0);
    for (const { value } of [...goals, ...figures]) {
      expect([value.min, value.median, value.max].every(Number.isFinite)).toBe(true);
    }
  });

  it('is found by its name, and a name that is none is answered with those that are', () => {
    expect(rowNamed('deadlines')).toBe(deadlines);
    expect(() => rowNamed('speed')).toThrow(/no row "speed"; there are lifecycle, heartbeat/);
  });
});

describe('whoever keeps deadlines', () => {
  const keepers: [string, (heard: (index: number) => void) => Keeper][] = [
    ['the tracker', trackedKeeper],
    ['the wheel', wheelKeeper],
  ];

  it.each(keepers)('%s ends those whose time is up and nobody else', async (_, make) => {
    const heard: number[] = [];
    const kept = await keepDeadlines((listener) => {
      return make((index) => {
        heard.push(index);
        listener(index);
      });
    }, SCALES.smoke);
    expect(heard).toEqual([SCALES.smoke.many - 1]);
    expect(kept.wrong).toBe(0);
  });

  it('the scan is asked as rarely as the legacy sweep, and stops when told', async () => {
    const keeper = scanKeeper(() => undefined);
    const deadline = await keeper.add(5);
    expect(deadline).toBeGreaterThan(0);
    await keeper.stop();
  });
});
