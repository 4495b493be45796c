import { EXECUTION_STATES } from '@tracker/state';
import fc from 'fast-check';
import { judgeSighting } from './judge-sighting.js';
import { PAST } from './legacy.fixture.js';
import { readPython } from './read-python.js';
import { readSql } from './read-sql.js';
import { readTypeScript } from './read-typescript.js';
import { trackerWords } from './tracker-words.js';

const words = trackerWords(PAST);
const context = { file: 'app.ts', text: '', words, owner: undefined };
const judge = (name: string | undefined, given: readonly string[]) =>
  judgeSighting({ kind: 'definition', form: 'enum', name, words: given, offset: 0 }, context);

describe('a set of words competes', () => {
  const LIFE = ['pending', 'running', 'completed', 'failed'];

  it('by its name, when half of it says states, of the living and of the ended', () => {
    expect(judge('RunState', ['queued', 'running', 'done', 'failed'])).toBeDefined();
    expect(judge('execution_status', ['BORN', 'RUNNING', 'DONE'])).toBeDefined();
    expect(judge('RunState', ['completed', 'failed', 'dead'])).toBeUndefined();
    expect(judge('RunState', ['running', 'failed', 'born', 'a', 'b', 'c', 'd'])).toBeUndefined();
    expect(judge('PruneState', ['queued', 'running', 'done', 'failed'])).toBeUndefined();
  });

  it('by its words, when they tell a whole life', () => {
    expect(judge('Thing', LIFE)).toBeDefined();
    expect(
      judge(
        undefined,
        LIFE.map((word) => word.toUpperCase()),
      ),
    ).toBeDefined();
    for (const missing of LIFE) {
      const rest = [...LIFE.filter((word) => word !== missing), 'other'];
      expect([missing, judge('Thing', rest)]).toEqual([missing, undefined]);
    }
    expect(judge('Thing', [...LIFE, 'a', 'b', 'c'])).toBeUndefined();
  });

  it('in whatever order and case it has the nine', () => {
    const some = fc.shuffledSubarray([...EXECUTION_STATES], { minLength: 9 });
    fc.assert(
      fc.property(some, fc.boolean(), (states, isUpper) => {
        const given = isUpper ? states.map((state) => state.toUpperCase()) : states;
        expect(judge('Thing', given)?.message).toContain('9 of the nine states.');
      }),
    );
  });

  it('but never in its own home', () => {
    const seen = { kind: 'definition', form: 'enum', name: 'A', words: LIFE, offset: 0 } as const;
    expect(judgeSighting(seen, { ...context, owner: '@tracker/state' })).toBeUndefined();
    expect(judgeSighting(seen, { ...context, owner: '@tracker/core' })).toBeDefined();
  });
});

describe('a class is a tracker', () => {
  const judged = (...methods: string[]) =>
    judgeSighting({ kind: 'class', name: 'Keeper', methods, offset: 0 }, context);

  it('when it begins and ends executions, by names of now or of then', () => {
    expect(judged('createExecution', 'failExecution')).toBeDefined();
    expect(judged('open_execution', 'endExecution')?.methods).toEqual([
      'open_execution',
      'endExecution',
    ]);
    expect(judged('open_execution')).toBeUndefined();
    expect(judged('createOrder', 'completeOrder')).toBeUndefined();
  });
});

describe('readers', () => {
  const looking = { takesState: words.takesState };

  it('do not stumble over any text', () => {
    const pieces = fc.constantFrom(
      'class A(Enum):\n',
      '  A = "a"\n',
      'CHECK (',
      "'x'",
      ')',
      '{',
      'enum B {',
      'x.set_state_of_execution(',
      ', {',
      '"""',
      '\\',
      '/*',
      '`${',
      '\n',
      'type T =',
      '| "a"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        const text = parts.join('');
        const seen = [
          ...readPython(text, looking),
          ...readSql(text),
          ...readTypeScript(text, { ...looking, extension: '.ts' }),
        ];
        for (const { offset } of seen) expect(offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('read on after a fault', () => {
    const python = 'def broken(:\n  pass\nState = Literal["a", "b", "c"]\n';
    expect(readPython(python, looking)).toMatchObject([{ words: ['a', 'b', 'c'] }]);
    const typescript = "const broken = (;\nexport type State = 'a' | 'b' | 'c';\n";
    expect(readTypeScript(typescript, { ...looking, extension: '.ts' })).toMatchObject([
      { words: ['a', 'b', 'c'] },
    ]);
  });

  it('take comments of SQL for what they are, and quotes too', () => {
    const sql = "-- CHECK (a IN ('a','b','c'))\nCHECK (state IN ('it''s', '--', '/*', ')'))";
    expect(readSql(sql)).toMatchObject([{ name: 'state', words: ["it''s", '--', '/*', ')'] }]);
  });
});
