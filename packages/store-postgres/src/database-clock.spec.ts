import fc from 'fast-check';
import { arrayLiteral } from './array-literal.js';
import { DatabaseClock } from './database-clock.js';
import { sql } from './place.fixture.js';

/** A machine, and a server whose clock is ahead of it. */
class Pair {
  elapsed = 0;
  ahead = 1_800_000_000_000;
  /** What the server is told that its clock has reached, less what it has. */
  told = 0;
  readonly clock = new DatabaseClock(() => this.elapsed);

  /** A measurement whose question and answer take so long. */
  async measure(thereMs: number, backMs: number): Promise<void> {
    await this.clock.measure(async (reached) => {
      this.told = reached - (this.elapsed + this.ahead);
      this.elapsed += thereMs;
      const told = this.elapsed + this.ahead;
      this.elapsed += backMs;
      return told;
    });
  }

  get error(): number {
    return Math.abs(this.clock.now() - (this.elapsed + this.ahead));
  }
}

describe('the database’s clock, as it is carried along', () => {
  it('is off by no more than the way there or back of its best measurement', async () => {
    const way = fc.integer({ min: 0, max: 2_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 8 }),
        async (ways) => {
          const pair = new Pair();
          let best = Infinity;
          for (const [there, back] of ways) {
            await pair.measure(there, back);
            best = Math.min(best, there + back);
            // one that was ahead stands still until it is right
            pair.elapsed += 2_000;
            expect(pair.error).toBeLessThanOrEqual(best + 1);
          }
        },
      ),
    );
  });

  it('takes a server’s clock for set back only when it is, however badly it was measured', async () => {
    const way = fc.integer({ min: 0, max: 60_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 8 }),
        async (ways) => {
          const pair = new Pair();
          for (const [there, back] of ways) {
            await pair.measure(there, back);
            expect(pair.told).toBeLessThanOrEqual(0);
          }
          const [, back = 0] = ways.at(-1) ?? [];
          pair.ahead -= 3_600_000;
          await pair.measure(1, 1);
          expect(pair.told).toBe(3_600_000 - back);
        },
      ),
    );
  });

  it('never goes back, not when the server’s does', async () => {
    const pair = new Pair();
    await pair.measure(1, 1);
    const before = pair.clock.now();
    pair.ahead -= 60_000;
    await pair.measure(1, 1);
    expect(pair.clock.now()).toBe(before);
    pair.elapsed += 60_010;
    expect(pair.clock.now()).toBeGreaterThan(before);
    expect(pair.error).toBeLessThanOrEqual(3);
  });
});

describe('a column of a batch', () => {
  it('is read by PostgreSQL as what it was, whatever is in it', async () => {
    const texts = [
      '',
      'NULL',
      'null',
      '{}',
      '"',
      '\\',
      '\\"',
      ',',
      '{"a":"b\\n"}',
      "'",
      '𝄞',
      ' x ',
      null,
    ];
    const literal = arrayLiteral(texts, (text) => text).replaceAll("'", "''");
    const rows = await sql<{ t: string | null }>(
      `select t from unnest('${literal}'::text[]) with ordinality as u (t, n) order by n`,
    );
    expect(rows.map(({ t }) => t)).toEqual(texts);
  });
});
