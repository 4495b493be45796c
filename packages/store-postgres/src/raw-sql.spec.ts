import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { EXECUTION_STATES, ExecutionState, TERMINAL_STATES, canTransition } from '@tracker/state';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, refusalOf, sql } from './place.fixture.js';

const { RUNNING, FAILED, COMPLETED, PENDING } = ExecutionState;

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1' };

describe('somebody who writes SQL by hand', () => {
  const schema = newSchema();
  let store: PostgresStore;
  let tracker: AgentExecutionTracker;

  beforeAll(async () => {
    store = await openStore({ schema });
    tracker = new AgentExecutionTracker({ store, sweepIntervalMs: 3_600_000 });
    const ids: readonly ExecutionState[] = [RUNNING, FAILED, COMPLETED, PENDING];
    for (const id of ids) await tracker.createExecution({ ...REQUEST, id });
    await tracker.updateExecutionState('running', 'running');
    await tracker.failExecution('failed', { error: 'it broke' });
    await tracker.updateExecutionState('completed', 'running');
    await tracker.completeExecution('completed', { answer: 42 });
  });

  afterAll(async () => {
    await tracker.close();
    await store.close();
    await sql(`drop schema ${schema} cascade`);
  });

  const refused = (statement: string) => refusalOf(statement.replaceAll('@', `${schema}.`));

  /** Sets columns of one execution with the next version, and nothing else. */
  const step = (id: string, set: string) =>
    refused(`update @executions set version = version + 1, ${set} where id = '${id}'`);

  /** A step with a fact, in one statement, as the tracker would write it. */
  const told = (id: string, { before, after, set = '' }: Record<string, string | undefined>) =>
    refused(`
      with told as (
        insert into @facts select (select max(cursor) from @facts) + 1, id, version + 1, user_id, '${before}', '${after}', 'by hand', '{}'
        from @executions where id = '${id}'
      ) update @executions set version = version + 1, state = '${after}' ${set} where id = '${id}'`);

  it.each(['paused', 'in_progress', '', 'RUNNING', 'null', '{"state":"running"}', '[running]'])(
    'makes no state of %j',
    async (state) => {
      expect(await step('running', `state = '${state}'`)).toMatch(
        /executions_state_check|state_and_phase/,
      );
      expect(await told('running', { before: 'running', after: state })).toMatch(/check/);
    },
  );

  it('puts no dictionary where a state belongs', async () => {
    expect(await step('running', `state = '{"running": true}'::json`)).toMatch(/check/);
    expect(await step('running', `state = json_build_object('state', 'failed')::text`)).toMatch(
      /check/,
    );
    expect(await step('running', 'state = null')).toMatch(/not-null|end_has|check/);
  });

  it.each(TERMINAL_STATES)('moves nothing out of an end, not by the way of %s', async (state) => {
    for (const id of ['failed', 'completed']) {
      for (const to of EXECUTION_STATES.filter((one) => one !== id)) {
        expect(await step(id, `state = '${to}'`)).toMatch(/has ended never changes/);
      }
    }
    expect(await step('failed', `outcome = '{"kind":"answer","answer":1}'`)).toMatch(/has ended/);
    expect(await step('failed', `cause = null`)).toMatch(/has ended/);
    expect(await step('failed', `ended_at = ended_at + 1`)).toMatch(/has ended/);
    expect(await told('failed', { before: 'failed', after: state })).toMatch(
      /has ended|a_move_is|written with/,
    );
  });

  it('skips no state, for every pair that the table does not have', async () => {
    for (const before of EXECUTION_STATES) {
      for (const after of EXECUTION_STATES) {
        if (before === after || canTransition(before, after)) continue;
        const fact = `insert into @facts select (select max(cursor) from @facts) + 1, 'running', 99, 'ann', '${before}', '${after}', null, '{}'`;
        expect(await refused(fact)).toMatch(/a_move_is_in_the_table/);
      }
    }
    expect(
      await told('pending', { before: 'pending', after: 'running', set: `, phase = 'thinking'` }),
    ).toMatch(/a_move_is_in_the_table/);
    // a legal move, told from where the execution is not
    expect(
      await told('pending', { before: 'starting', after: 'running', set: `, phase = 'thinking'` }),
    ).toMatch(/A fact follows the one before it/);
  });

  it('takes no step without its fact, and tells no fact without its step', async () => {
    expect(await step('pending', `state = 'starting', phase = 'starting'`)).toMatch(
      /written with the facts/,
    );
    expect(
      await refused(
        `update @executions set state = 'starting', phase = 'starting' where id = 'pending'`,
      ),
    ).toMatch(/changes with its version/);
    expect(
      await refused(
        `insert into @facts select (select max(cursor) from @facts) + 1, 'pending', 2, 'ann', 'pending', 'starting', null, '{}'`,
      ),
    ).toMatch(/written with the step/);
    expect(
      await refused(
        `insert into @executions (id, user_id, thread_id, agent_name, birth, version, updated_at, state, phase, standing)
         values ('new', 'ann', 't1', 'a', '{}', 1, 0, 'pending', 'created', '{}')`,
      ),
    ).toMatch(/born with the facts/);
  });

  it('lets state and phase not disagree', async () => {
    expect(await step('running', `phase = 'created'`)).toMatch(/state_and_phase_agree/);
    expect(await step('running', `phase = 'nonsense'`)).toMatch(/state_and_phase_agree/);
    expect(await told('running', { before: 'running', after: 'completing' })).toMatch(
      /state_and_phase_agree/,
    );
  });

  it('ends nothing without its outcome', async () => {
    const end = `, phase = 'failed', ended_at = 1, cause = '{}', delivery = '{}'`;
    expect(await told('running', { before: 'running', after: 'failed', set: end })).toMatch(
      /an_end_has_an_outcome/,
    );
    expect(await told('running', { before: 'running', after: 'dead' })).toMatch(
      /an_end_has_an_outcome/,
    );
    expect(await step('running', `outcome = '{}'`)).toMatch(/an_end_has_an_outcome/);
  });

  it('takes no fact back, changes none, and puts none between', async () => {
    expect(await refused(`delete from @facts where execution_id = 'failed'`)).toMatch(
      /never taken back/,
    );
    expect(await refused(`delete from @facts where execution_id = 'running' and seq = 3`)).toMatch(
      /never taken back/,
    );
    expect(await refused(`update @facts set event = '{}' where seq = 1`)).toMatch(
      /Facts never change/,
    );
    expect(await refused('truncate @facts')).toMatch(/never taken back/);
    expect(await refused('truncate @executions cascade')).toMatch(/one by one/);
    expect(
      await refused(
        `insert into @facts values (1000, 'failed', 1, 'ann', null, 'pending', null, '{}')`,
      ),
    ).toMatch(/unique/);
  });

  it('forgets nothing that is still under way', async () => {
    expect(await refused(`delete from @executions where id = 'running'`)).toMatch(
      /Only what has ended/,
    );
    expect(await refused(`delete from @executions`)).toMatch(/Only what has ended/);
  });

  it('changes nobody’s execution into another’s', async () => {
    expect(await step('running', `user_id = 'bob'`)).toMatch(/born with never changes/);
    expect(await step('running', `id = 'other'`)).toMatch(/born with never changes/);
    expect(await step('running', `birth = '{}'`)).toMatch(/born with never changes/);
  });

  it('has changed nothing with all that', async () => {
    const { byState } = await store.counts(OPERATOR_SCOPE);
    expect(byState).toMatchObject({ pending: 1, running: 1, failed: 1, completed: 1 });
    expect((await tracker.history('running')).length).toBe(3);
  });

  it('gets past no guard with operators of the same names', async () => {
    const own = `${schema}_own`;
    await sql(`create schema ${own};
      create function ${own}.no(text, text) returns boolean language sql as 'select false';
      create function ${own}.yes(text, text) returns boolean language sql as 'select true';
      create operator ${own}.<> (leftarg = text, rightarg = text, function = ${own}.no);
      create operator ${own}.= (leftarg = text, rightarg = text, function = ${own}.yes)`);
    const is = 'operator(pg_catalog.=)';
    const another = `with told as (
        insert into @facts select (select max(cursor) from @facts) + 1, id, version + 1, 'bob', 'running', 'completing', 'by hand', '{}'
        from @executions where id ${is} 'running'
      ) update @executions set version = version + 1, state = 'completing', phase = 'completing' where id ${is} 'running'`;
    expect(await refused(`set search_path = ${own}, pg_catalog; ${another}`)).toMatch(/A fact/);
    await sql(`drop schema ${own} cascade`);
  });
});
