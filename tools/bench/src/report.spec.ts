import { HELP, parseCommandLine } from './command-line.js';
import { withFigures } from './docs-page.js';
import { duel } from './duel.js';
import { goal } from './goal.js';
import { commit, machine } from './machine.js';
import { shuffled } from './population.js';
import { amount, rowText, type Report } from './report.js';
import { ROWS } from './rows.js';
import { SCALES } from './scale.js';
import { quantile, ratio, spread } from './spread.js';

const half = goal({
  claim: 'lives per second',
  against: 'Map by hand',
  value: spread([0.5]),
  unit: '×',
  reach: { is: '≥', limit: 0.25 },
});

const report: Report = {
  schema: 1,
  date: '2026-11-22T18:00:00.000Z',
  commit: 'abc',
  machine: { node: 'v20', cpu: 'Fast', cores: 2, memoryGb: 8, load: 0 },
  scale: SCALES.quick,
  quick: true,
  reached: true,
  rows: [
    { row: 'lifecycle', title: 'a life', seconds: 3, reached: true, goals: [half], figures: [] },
  ],
};

describe('a figure', () => {
  it('is the median with the extremes, each really measured', () => {
    expect(spread([5, 1, 3, 100])).toEqual({ median: 3, min: 1, max: 100 });
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('compares only what ran in the same round', () => {
    // the machine was ten times slower in the second round, for both
    expect(ratio([10, 1, 12], [20, 2, 24])).toEqual({ median: 0.5, min: 0.5, max: 0.5 });
  });

  it.each([
    [0.2531, '×', '0.253×'],
    [5_210_000, '/s', '5.21M/s'],
    [36_192, '/s', '36.2k/s'],
    [10, 'ms', '10 ms'],
    [1736.4, 'B', '1736 B'],
  ])('%d is shown for people with %s as %s', (value, unit, shown) => {
    expect(amount(value, unit)).toBe(shown);
  });
});

describe('a goal', () => {
  it.each([
    ['≥', 2, true],
    ['>', 2, false],
    ['≤', 2, true],
    ['<', 2, false],
  ] as const)('is judged by its median: 2 %s %d is %s', (is, limit, reached) => {
    const value = { median: 2, min: 0, max: 9 };
    expect(goal({ ...half, value, reach: { is, limit } }).reached).toBe(reached);
  });
});

describe('a duel', () => {
  it('lets contenders take turns, and turns the order round', async () => {
    const calls: string[] = [];
    const by = (name: string) => ({ operations: 1, call: () => void calls.push(name) });
    const rates = await duel({ a: by('a'), b: by('b') }, { rounds: 2, timeMs: 0 });
    const turns = calls.filter((name, i) => name !== calls[i - 1]);
    expect(turns.slice(0, 4)).toEqual(['a', 'b', 'a', 'b']);
    expect(turns.at(-1)).toBe('a');
    expect(rates).toEqual({ a: [expect.any(Number), expect.any(Number)], b: expect.anything() });
  });

  it('fails when a contender does', async () => {
    const call = () => Promise.reject(new Error('broken'));
    const contenders = { a: { operations: 1, call } };
    await expect(duel(contenders, { rounds: 1, timeMs: 0 })).rejects.toThrow('broken');
  });

  it('visits everybody once in an order that is mixed', () => {
    const order = [...shuffled(100)];
    expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()]);
    expect(order).not.toEqual([...order.keys()]);
  });
});

describe('the command line', () => {
  it('takes all rows, or those that are named', () => {
    expect(parseCommandLine([]).rows).toEqual(ROWS);
    const { rows, json, check } = parseCommandLine(['--json', '--only', 'guard,memory', '--check']);
    expect(rows.map(({ name }) => name)).toEqual(['guard', 'memory']);
    expect([json, check]).toEqual([true, true]);
  });

  it.each([
    [['--only', 'speed'], /no row "speed"/],
    [['--fast'], /--fast/],
    [['--quick', '--write-docs'], /full size/],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(message);
  });

  it('names every row in its help', () => {
    for (const { name } of ROWS) expect(HELP).toContain(`  ${name} `);
  });
});

describe('the report', () => {
  it('shows people the figure, the goal and the verdict', () => {
    const [, line] = rowText(report.rows[0] as Report['rows'][0]).split('\n');
    expect(line).toBe('  ✓  lives per second  vs Map by hand  0.500×  ≥ 0.250×');
  });

  it('exchanges the figures on the page and nothing else', () => {
    const marks = [
      '<!-- figures: written by npm run bench -- --write-docs -->',
      '<!-- end of figures -->',
    ];
    const page = withFigures(`# Top\n${marks[0]}\nold\n${marks[1]}\nend\n`, report);
    expect(page).toMatch(/^# Top\n[^]*`abc`[^]*\| reached \|[^]*\nend\n$/);
    expect(page).not.toContain('old');
    expect(withFigures(page, report)).toBe(page);
    expect(() => withFigures('# Top', report)).toThrow('no place');
  });

  it('says where and of what it is', () => {
    expect(machine().cores).toBeGreaterThan(0);
    expect(commit()).not.toBe('');
  });
});
