// @ts-check
import { javascript, typescript } from '../rule-tester.fixture.js';
import rule from './no-state-redefinition.js';

const EVERY =
  "'pending', 'starting', 'running', 'completing', 'completed', 'failed', 'timeout', 'dead', 'cancelled'";
const EVERY_TYPE = EVERY.replaceAll(', ', ' | ');
const TERMINAL = "'completed', 'failed', 'timeout', 'dead', 'cancelled'";
const ACTIVE = "'pending', 'starting', 'running', 'completing'";
const NAMED = EVERY.replace(/'(\w+)'/g, (word, state) => `${state.toUpperCase()}: ${word}`);
const MEMBERS = NAMED.replaceAll(': ', ' = ');
const FROM_MEMBERS = TERMINAL.replace(/'(\w+)'/g, (_, s) => `ExecutionState.${s.toUpperCase()}`);

const some = [{ messageId: 'some' }];
const table = [{ messageId: 'table' }];
const map = [{ messageId: 'map' }];
const copy = (/** @type {string} */ canonical) => [{ messageId: 'copy', data: dataOf(canonical) }];

/** @param {string} canonical */
function dataOf(canonical) {
  const kinds = {
    ExecutionState: 'every execution state',
    EXECUTION_STATES: 'every execution state',
    TERMINAL_STATES: 'the terminal execution states',
    TerminalState: 'the terminal execution states',
    ACTIVE_STATES: 'the active execution states',
    ActiveState: 'the active execution states',
  };
  return {
    canonical,
    title: canonical in kinds ? '`S`' : '',
    kind: kinds[/** @type {keyof typeof kinds} */ (canonical)],
  };
}

javascript.run('no-state-redefinition, allowed in plain JavaScript', rule, {
  valid: [
    "import { TERMINAL_STATES } from '@tracker/state'; const ends = new Set(TERMINAL_STATES);",
    "const promise = ['pending', 'failed'];",
    "const words = ['open', 'closed', 'half_open'];",
    'const unhappy = [ExecutionState.FAILED, ExecutionState.TIMEOUT, ExecutionState.DEAD];',
    "const unhappy = TERMINAL_STATES.filter((state) => state !== 'completed');",
    "expect(path).toEqual(['pending', 'starting', 'running', 'completing', 'completed']);",
    "expect(rows).not.toEqual([{ state: 'failed' }, { counts: { pending: 1, running: 2, dead: 3 } }]);",
    "assert.deepEqual(path, ['pending', 'starting', 'failed']);",
    'const counts = { completed: count(rows), failed: count(rows), timeout: total };',
    'const counts = { completed, failed, timeout };',
    'match(state, { completed: () => 1, failed: () => 2, timeout: () => 3 });',
    'const colours = /** @type {Record<ExecutionState, string>} */ ({ pending: "grey", running: "blue", failed: "red" });',
    '/** @satisfies {Record<ExecutionState, string>} */ const colours = { pending: "grey", running: "blue", failed: "red" };',
    '/** @type {Readonly<Record<ExecutionState, string>>} */ export const colours = Object.freeze({ pending: "grey", running: "blue", failed: "red" });',
    "switch (state) { case 'pending': case 'starting': case 'running': keep(); }",
    "if (state === 'failed' || state === 'timeout') tell();",
    "if (a === 'failed' || b === 'timeout' || c === 'dead') tell();",
    'class Run { completed() {} failed() {} timeout() {} pending = 0; running = 0; dead = 0; }',
    "const PENDING = 'pending'; const FAILED = 'failed';",
    "const first = 'pending'; const second = 'running'; const third = 'failed';",
    "const prose = 'a pending run is running until it has failed';",
    'const pattern = /pending running failed/;',
    { code: "const few = ['pending', 'running', 'failed'];", options: [{ threshold: 4 }] },
  ],
  invalid: [],
});

typescript.run('no-state-redefinition, allowed in TypeScript', rule, {
  valid: [
    'const narrow = [ExecutionState.FAILED, ExecutionState.TIMEOUT] as const;',
    "type Narrow = Extract<ExecutionState, 'failed' | 'timeout' | 'dead'>;",
    "type Narrow = Exclude<ExecutionState, 'failed' | 'timeout' | 'dead'>;",
    "type Settled = 'pending' | 'fulfilled' | 'rejected';",
    "enum Direction { Up = 'up', Down = 'down' }",
    `const colours = { pending: 'grey', running: 'blue', failed: 'red' } as const satisfies Partial<Record<ExecutionState, string>>;`,
    `const colours: Record<ExecutionState, string> = { pending: 'grey', running: 'blue', failed: 'red' };`,
    `const colours: { readonly [S in ExecutionState]: string } = Object.freeze({ pending: 'grey', running: 'blue', failed: 'red' });`,
    `const labels = { pending: 'Pending', running: 'Running', failed: 'Failed' } satisfies Record<ExecutionState, string>;`,
    `const theme = { colours: { pending: 'grey', running: 'blue', failed: 'red' } } satisfies { colours: Record<ExecutionState, string> };`,
    `function empty(): Record<TerminalState, number> { return { completed: 0, failed: 0, timeout: 0, dead: 0, cancelled: 0 }; }`,
    `const empty = (): Record<TerminalState, number> => ({ completed: 0, failed: 0, timeout: 0, dead: 0, cancelled: 0 });`,
    `class View { colours: Record<ExecutionState, string> = { pending: 'grey', running: 'blue', failed: 'red' }; }`,
    `function paint(by: Record<ExecutionState, string> = { pending: 'grey', running: 'blue', failed: 'red' }) {}`,
    `const order = new Map<ExecutionState, number>([['pending', 1], ['running', 2], ['failed', 3]]);`,
    `const theirs = { pending: 'pending', running: 'running', failed: 'failed' } satisfies Record<TheirStatus, ExecutionState>;`,
    `const theirs: Record<string, ExecutionState> = { waiting: 'pending', busy: 'running', broken: 'failed' };`,
    `interface Counts { pending: number; running: number; failed: number }`,
    { code: "type Few = 'pending' | 'running' | 'failed';", options: [{ threshold: 4 }] },
  ],
  invalid: [],
});

/** @type {[code: string, errors: { messageId: string }[]][]} */
const REDEFINITIONS = [
  ["const S = ['pending', 'running', 'failed'];", some],
  ["const S = ['PENDING', 'RUNNING', 'FAILED'];", some],
  ["const S = ['queued', 'running', 'completed', 'failed', 'expired'];", some],
  ["const S = { PENDING: 'pending', RUNNING: 'running', FAILED: 'failed' };", some],
  [
    "const S = { PENDING: 'PENDING', RUNNING: 'RUNNING', SUCCESS: 'SUCCESS', FAILED: 'FAILED' };",
    some,
  ],
  [
    "const S = Object.freeze({ PENDING: 'pending', RUNNING: 'running', SUCCESS: 'success', FAILED: 'failed' });",
    some,
  ],
  ["const S = Object.freeze({ Waiting: 'pending', Busy: 'running', Broken: 'failed' });", map],
  [
    "const S = { PENDING: Symbol('pending'), RUNNING: Symbol('running'), FAILED: Symbol('failed') };",
    some,
  ],
  ['const S = { PENDING: 0, RUNNING: 1, FAILED: 2 };', table],
  ["const S = { pending: 'grey', running: 'blue', failed: 'red' };", table],
  ["const S = { pending: ['starting', 'failed'], running: ['completing'], failed: [] };", table],
  [
    "/** @type {Record<string, string>} */ const S = { pending: 'grey', running: 'blue', failed: 'red' };",
    table,
  ],
  ["const S = new Map([['pending', 1], ['running', 2], ['failed', 3]]);", table],
  [
    "const S = Object.fromEntries([['pending', 'starting'], ['starting', 'running'], ['running', 'completing']]);",
    table,
  ],
  ["const S = z.enum(['pending', 'running', 'failed']);", some],
  ["const S = z.enum({ PENDING: 'pending', RUNNING: 'running', FAILED: 'failed' });", some],
  ["const S = z.literal(['pending', 'running', 'failed']);", some],
  ["const S = z.union([z.literal('pending'), z.literal('running'), z.literal('failed')]);", some],
  [
    "class S { static PENDING = 'pending'; static RUNNING = 'running'; static FAILED = 'failed'; }",
    some,
  ],
  [
    'class S { static PENDING = new S(); static RUNNING = new S(); static FAILED = new S(); }',
    some,
  ],
  [
    "export const PENDING = 'pending'; export const STATE_RUNNING = 'running'; export const FAILED = 'failed';",
    some,
  ],
  ["const S = 'pending running failed'.split(' ');", some],
  ["const S = `CHECK (state IN ('pending', 'running', 'failed') AND id = ${id})`;", some],
  ['const S = /^(pending|running|failed)$/;', some],
  ["const S = state === 'pending' || state === 'running' || 'failed' === state;", some],
  ["const S = state !== 'pending' && state !== 'running' && state !== 'failed';", some],
  ["expect(isOneOf(state, ['pending', 'running', 'failed'])).toBe(true);", some],
  [`const S = { one: { two: ['pending', 'running', 'failed'] } };`, some],
  [`const S = z.union([${EVERY.replace(/'\w+'/g, 'z.literal($&)')}]);`, copy('EXECUTION_STATES')],
  [`const S = state === ${TERMINAL.replaceAll(', ', ' || state === ')};`, copy('TERMINAL_STATES')],
  [
    `const S = state === ${FROM_MEMBERS.replaceAll(', ', ' || state === ')};`,
    copy('TERMINAL_STATES'),
  ],
  [
    `const S = Object.freeze({ ${NAMED.replace(/: '(\w+)'/g, (_, s) => `: ExecutionState.${s.toUpperCase()}`)} });`,
    copy('ExecutionState'),
  ],
];

javascript.run('no-state-redefinition, forbidden in plain JavaScript', rule, {
  valid: [],
  invalid: REDEFINITIONS.map(([code, errors]) => ({ code, errors, output: null })),
});

/** @type {[code: string, errors: { messageId: string }[]][]} */
const TYPED_REDEFINITIONS = [
  ["enum S { PENDING = 'pending', RUNNING = 'running', FAILED = 'failed' }", some],
  ['const enum S { Pending, Running, Failed }', some],
  ["enum S { A = 'PENDING', B = 'RUNNING', C = 'FAILED', D = 'ABORTED' }", some],
  ["type S = 'pending' | 'running' | 'failed';", some],
  ["type S = 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED';", some],
  ["interface S { state: 'pending' | 'running' | 'failed' }", some],
  ["interface S { PENDING: 'pending'; RUNNING: 'running'; FAILED: 'failed' }", some],
  ["type S = { PENDING: 'pending'; RUNNING: 'running'; FAILED: 'failed' }", some],
  ["type S = Record<'pending' | 'running' | 'failed', string>;", some],
  ["type S = Extract<string, 'pending' | 'running' | 'failed'>;", some],
  ["const S = ['pending', 'running', 'failed'] as const;", some],
  ["const S: readonly ExecutionState[] = ['pending', 'running', 'failed'];", some],
  [
    "const S: Record<string, ExecutionState> = { PENDING: 'pending', RUNNING: 'running', FAILED: 'failed' };",
    some,
  ],
  [
    "const S = { pending: 'grey', running: 'blue', failed: 'red' } as Record<ExecutionState, string>;",
    table,
  ],
  [
    "const S = { pending: ['starting', 'failed', 'timeout', 'dead'] } satisfies Partial<Record<ExecutionState, readonly ExecutionState[]>>;",
    some,
  ],
  [
    "const read = (): Record<ExecutionState, string> => { const S = { pending: 'grey', running: 'blue', failed: 'red' }; return S; };",
    table,
  ],
  [
    "class S { static readonly PENDING = 'pending' as const; static readonly RUNNING = 'running' as const; static readonly FAILED = 'failed' as const; }",
    some,
  ],
  [
    "class S { readonly PENDING = 'pending'; readonly RUNNING = 'running'; readonly FAILED = 'failed'; }",
    some,
  ],
  [`class S { static readonly all = [${EVERY}].map(String); }`, [{ messageId: 'copy' }]],
  [
    `export type ExecutionState = ${EVERY_TYPE}; export const ExecutionState = make();`,
    [{ messageId: 'copy' }],
  ],
  [`enum S { ${MEMBERS} }`, copy('ExecutionState')],
];

typescript.run('no-state-redefinition, forbidden in TypeScript', rule, {
  valid: [],
  invalid: TYPED_REDEFINITIONS.map(([code, errors]) => ({ code, errors, output: null })),
});

const STATE_IMPORT = "import { EXECUTION_STATES } from '@tracker/state';\n";

javascript.run('no-state-redefinition, replaced in plain JavaScript', rule, {
  valid: [],
  invalid: [
    {
      name: 'a plain list becomes a fresh copy',
      code: `const S = [${EVERY}];`,
      errors: copy('EXECUTION_STATES'),
      output: `${STATE_IMPORT}const S = [...EXECUTION_STATES];`,
    },
    {
      name: 'a frozen list becomes the original',
      code: `const S = Object.freeze([${EVERY}]);`,
      errors: copy('EXECUTION_STATES'),
      output: `${STATE_IMPORT}const S = EXECUTION_STATES;`,
    },
    {
      name: 'a schema is made from the original',
      code: `import { z } from 'zod';\nconst S = z.enum([${EVERY}]);`,
      errors: copy('EXECUTION_STATES'),
      output: `import { z } from 'zod';\n${STATE_IMPORT}const S = z.enum(EXECUTION_STATES);`,
    },
    {
      name: 'a copy of the terminal states, in any order inside a set',
      code: `import { canTransition } from '@tracker/state';\nconst S = new Set(['dead', 'failed', 'completed', 'cancelled', 'timeout']);`,
      errors: copy('TERMINAL_STATES'),
      output: `import { canTransition, TERMINAL_STATES } from '@tracker/state';\nconst S = new Set(TERMINAL_STATES);`,
    },
    {
      name: 'the terminal states, spelled by their keys',
      code: `import { ExecutionState, TERMINAL_STATES as ends } from '@tracker/state';\nconst S = Object.freeze([${FROM_MEMBERS}]);`,
      errors: copy('TERMINAL_STATES'),
      output: `import { ExecutionState, TERMINAL_STATES as ends } from '@tracker/state';\nconst S = ends;`,
    },
    {
      name: 'the active states under their own name',
      code: `// licence\nexport const ACTIVE_STATES = [${ACTIVE}];`,
      errors: [{ messageId: 'copy' }],
      output: `import { ACTIVE_STATES } from '@tracker/state';\n// licence\nexport { ACTIVE_STATES };`,
    },
    {
      name: 'the whole object under its own name',
      code: `const ExecutionState = Object.freeze({ ${NAMED} });\nuse(ExecutionState);`,
      errors: [{ messageId: 'copy' }],
      output: `import { ExecutionState } from '@tracker/state';\n\nuse(ExecutionState);`,
    },
    {
      name: 'the whole object under another name',
      code: `const S = { ${NAMED} };`,
      errors: copy('ExecutionState'),
      output: `import { ExecutionState } from '@tracker/state';\nconst S = { ...ExecutionState };`,
    },
    {
      name: 'a question about the terminal states, as a suggestion',
      code: `const S = [${TERMINAL}].includes(run.state);`,
      output: null,
      errors: [
        {
          messageId: 'copy',
          suggestions: [
            {
              messageId: 'ask',
              output: `import { isTerminal } from '@tracker/state';\nconst S = isTerminal(run.state);`,
            },
          ],
        },
      ],
    },
  ],
});

javascript.run(
  'no-state-redefinition, left to the author because a fix could change something',
  rule,
  {
    valid: [],
    invalid: [
      { name: 'another order', code: `const S = [${TERMINAL.split(', ').reverse().join(', ')}];` },
      { name: 'another case', code: `const S = [${EVERY.toUpperCase()}];` },
      { name: 'a doubled word', code: `const S = [${EVERY}, 'dead'];` },
      { name: 'a taken name', code: `const S = [${EVERY}]; function f(EXECUTION_STATES) {}` },
      { name: 'other keys', code: `const S = { ${NAMED.toLowerCase()} };` },
      {
        name: 'several names in one statement',
        code: `const TERMINAL_STATES = [${TERMINAL}], other = 1;`,
      },
    ].map((each) => ({ ...each, errors: [{ messageId: 'copy' }], output: null })),
  },
);

javascript.run('no-state-redefinition, reported but not fixed in a script', rule, {
  valid: [],
  invalid: [
    {
      code: `const S = [${EVERY}];`,
      languageOptions: { sourceType: 'commonjs' },
      errors: copy('EXECUTION_STATES'),
      output: null,
    },
  ],
});

typescript.run('no-state-redefinition, replaced in TypeScript', rule, {
  valid: [],
  invalid: [
    {
      name: 'a union',
      code: `type S = ${EVERY_TYPE};`,
      errors: copy('ExecutionState'),
      output: `import type { ExecutionState } from '@tracker/state';\ntype S = ExecutionState;`,
    },
    {
      name: 'a union of the terminal states, where types are imported already',
      code: `import type { Execution } from '@tracker/state';\ntype S = ${TERMINAL.replaceAll(', ', ' | ')};`,
      errors: copy('TerminalState'),
      output: `import type { Execution, TerminalState } from '@tracker/state';\ntype S = TerminalState;`,
    },
    {
      name: 'a union where the value is imported already',
      code: `import { ExecutionState } from '@tracker/state';\ntype S = ${EVERY_TYPE};`,
      errors: copy('ExecutionState'),
      output: `import { ExecutionState } from '@tracker/state';\ntype S = ExecutionState;`,
    },
    {
      name: 'a union that picks exactly what has a name',
      code: `import type { ExecutionState } from '@tracker/state';\ntype S = Exclude<ExecutionState, ${TERMINAL.replaceAll(', ', ' | ')}>;`,
      errors: copy('TerminalState'),
      output: `import type { ExecutionState, TerminalState } from '@tracker/state';\ntype S = Exclude<ExecutionState, TerminalState>;`,
    },
    {
      name: 'an exported type of the same name',
      code: `export type ExecutionState = ${EVERY_TYPE};`,
      errors: [{ messageId: 'copy' }],
      output: `import type { ExecutionState } from '@tracker/state';\nexport type { ExecutionState };`,
    },
    {
      name: 'an enum of the same name',
      code: `export enum ExecutionState { ${MEMBERS} }`,
      errors: [{ messageId: 'copy' }],
      output: `import { ExecutionState } from '@tracker/state';\nexport { ExecutionState };`,
    },
    {
      name: 'a constant list, next to a type import that cannot serve it',
      code: `import type { Execution } from '@tracker/state';\nconst S = [${EVERY}] as const;`,
      errors: copy('EXECUTION_STATES'),
      output: `import type { Execution } from '@tracker/state';\n${STATE_IMPORT}const S = EXECUTION_STATES;`,
    },
  ],
});
