// @ts-check
import { javascript, typescript } from '../rule-tester.fixture.js';
import rule from './no-object-as-state.js';

const IMPORTED = "import { canTransition, isTerminal } from '@tracker/state';\n";

javascript.run('no-object-as-state, states where states belong', rule, {
  valid: [
    'tracker.updateExecutionState(id, ExecutionState.FAILED);',
    "tracker.updateExecutionState(id, 'failed');",
    'tracker.updateExecutionState(id, `failed`);',
    'tracker.updateExecutionState(id, next);',
    'tracker.updateExecutionState(id, next, { error: "gone" });',
    "tracker.updateExecutionState(id, done ? 'completed' : 'failed');",
    "tracker.listExecutions({ states: ['failed', ExecutionState.DEAD, other], limit: 10 });",
    "tracker.createExecution({ userId, metadata: { state: { region: 'CA' } } });",
    "store.find({ state: { $in: ['failed'] } });",
    "if (execution.state === 'failed') tell();",
    "if (breaker.state === 'half_open') probe();",
    'if (machine.state === 3) stop();',
    "if (address.state !== 'CA') tax();",
    "switch (execution.state) { case 'failed': break; default: }",
    "switch (door.state) { case 'ajar': break; }",
    "const isActive = (tab) => tab; isActive(5); isActive('first');",
    `${IMPORTED}isTerminal('failed'); canTransition(from, 'failed');`,
    'component.setState({ state: {} });',
    { code: "if (execution.state === 'solid') melt();", options: [{ owners: '^run$' }] },
  ],
  invalid: [],
});

const shape = [{ messageId: 'shape' }];
const word = [{ messageId: 'word' }];

/** @type {[code: string, errors: { messageId: string }[]][]} */
const NO_STATES = [
  ['tracker.updateExecutionState(id, { success: false });', shape],
  ['this.tracker.updateExecutionState(id, {});', shape],
  ['updateExecutionState(id, {});', shape],
  ['tracker.update_execution_state(id, { completed: true });', shape],
  ["tracker.updateExecutionState(id, ['failed']);", shape],
  ['tracker.updateExecutionState(id, 3);', shape],
  ['tracker.updateExecutionState(id, -1);', shape],
  ['tracker.updateExecutionState(id, true);', shape],
  ['tracker.updateExecutionState(id, !ok);', shape],
  ['tracker.updateExecutionState(id, null);', shape],
  ['tracker.updateExecutionState(id, undefined);', shape],
  ['tracker.updateExecutionState(id, /failed/);', shape],
  ['tracker.updateExecutionState(id, `${verb}ed`);', shape],
  ['tracker.updateExecutionState(id, new State());', shape],
  ["tracker.updateExecutionState(id, () => 'failed');", shape],
  ["tracker.updateExecutionState(id, 'done');", word],
  ["tracker.updateExecutionState(id, '');", word],
  ["tracker.updateExecutionState(id, done ? 'finished' : 'failed');", word],
  ['tracker.updateExecutionState(id, next ?? { ok: 1 });', shape],
  ['tracker.listExecutions({ state: { ok: true } });', shape],
  ["this.#tracker.listExecutions({ state: ['failed'] });", shape],
  ["tracker.forUser(userId).listExecutions({ states: ['failed', 'finished'] });", word],
  ['executionTracker.watch({ state: 1 });', shape],
  ['if (thing.state === { failed: true }) tell();', shape],
  ['if (thing.state == []) tell();', shape],
  ['if (execution.state === 5) tell();', shape],
  ['if (true !== execution.state) tell();', shape],
  ['if (execution?.state === `${verb}ed`) tell();', shape],
  ["if (execution.state === 'finished') tell();", word],
  ["if ((await tracker.getExecution(id)).state === 'finished') tell();", word],
  ["switch (execution.state) { case 'failed': case 'finished': break; }", word],
  [`${IMPORTED}isTerminal({ state });`, shape],
  [`${IMPORTED}canTransition('failed', 'finished');`, word],
  ["if (run.state === 'solid') melt();", word],
];

javascript.run('no-object-as-state, things that are no state', rule, {
  valid: [],
  invalid: NO_STATES.map(([code, errors]) => ({
    code: code.includes('#') ? `class A { #tracker; a() { ${code} } }` : code,
    errors,
    output: null,
  })),
});

javascript.run('no-object-as-state, a wrong case is put right', rule, {
  valid: [],
  invalid: [
    {
      code: "tracker.updateExecutionState(id, 'COMPLETED');",
      output: "tracker.updateExecutionState(id, 'completed');",
    },
    {
      code: 'if (anything.state !== "Failed") tell();',
      output: 'if (anything.state !== "failed") tell();',
    },
    {
      code: 'switch (execution.state) { case `DEAD`: }',
      output: 'switch (execution.state) { case `dead`: }',
    },
  ].map((each) => ({ ...each, errors: word })),
});

const suggesting = (
  /** @type {string} */ code,
  /** @type {string} */ output,
  messageId = 'word',
) => ({
  code,
  output: null,
  errors: [{ messageId, suggestions: [{ messageId: 'meant', output }] }],
});

javascript.run('no-object-as-state, what was probably meant is suggested', rule, {
  valid: [],
  invalid: [
    suggesting(
      "tracker.updateExecutionState(id, 'SUCCESS');",
      "tracker.updateExecutionState(id, 'completed');",
    ),
    suggesting("if (any.state === 'aborted') tell();", "if (any.state === 'cancelled') tell();"),
    suggesting(
      "tracker.updateExecutionState(id, { state: 'failed', error });",
      "tracker.updateExecutionState(id, 'failed');",
      'shape',
    ),
  ],
});

typescript.run('no-object-as-state, through the casts of TypeScript', rule, {
  valid: ['tracker.updateExecutionState(id, next as ExecutionState);'],
  invalid: [
    {
      code: 'tracker.updateExecutionState(id, { ok: true } as unknown as ExecutionState);',
      errors: shape,
    },
    { code: 'tracker.updateExecutionState(id, 7 as never);', errors: shape },
    { code: "tracker!.updateExecutionState(id, <any>'finished');", errors: word },
  ],
});
