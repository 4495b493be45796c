import { run } from './program.js';
import type { Row } from './row.js';
import { ROWS } from './rows.js';

/** Runs the benchmarks with these arguments; each row takes no time, and reaches its goals or does not. */
async function bench(args: string[], reached = true) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const measured: string[] = [];
  const code = await run(args, {
    print: (text) => void printed.push(text),
    complain: (text) => void complaints.push(String(text)),
    measure: async ({ name, title }: Row) => {
      measured.push(name);
      return { row: name, title, seconds: 0, reached, goals: [], figures: [] };
    },
    writeDocs: () => undefined,
  });
  return { code, printed: printed.join('\n'), complaints: complaints.join('\n'), measured };
}

describe('the benchmarks', () => {
  it.each([
    [['--only', 'nope'], /no row "nope"; there are lifecycle, heartbeat, .*fanout\./],
    [['--only', 'memory,nope'], /no row "nope"/],
    [['--loud'], /--loud/],
    [['stray'], /stray/],
    [['--write-docs', '--quick'], /--write-docs takes all rows/],
  ])(
    'exit with 2 for %j, and say what is wrong before anything is measured',
    async (args, words) => {
      const { complaints, ...rest } = await bench(args);
      expect(rest).toEqual({ code: 2, printed: '', measured: [] });
      expect(complaints).toMatch(words);
    },
  );

  it('name their rows, and exit with 0', async () => {
    const { code, printed, measured } = await bench(['--help']);
    expect([code, measured]).toEqual([0, []]);
    expect(printed).toMatch(/Rows:\n {2}lifecycle/);
  });

  it('measure all rows, or those that are asked for, in the order asked', async () => {
    expect((await bench([])).measured).toEqual(ROWS.map(({ name }) => name));
    expect((await bench(['--only', 'memory,guard', '--only', 'reading'])).measured).toEqual([
      'memory',
      'guard',
      'reading',
    ]);
  });

  it('exit with 1 for a goal that is missed only where that is to be checked', async () => {
    const only = ['--only', 'memory'];
    expect((await bench(only, false)).code).toBe(0);
    expect((await bench([...only, '--check'], false)).code).toBe(1);
    expect((await bench([...only, '--check'], true)).code).toBe(0);
  });

  it('print one JSON document and nothing else', async () => {
    const { printed } = await bench(['--only', 'memory', '--json']);
    expect(JSON.parse(printed)).toMatchObject({
      schema: 1,
      reached: true,
      rows: [{ row: 'memory' }],
    });
  });
});
