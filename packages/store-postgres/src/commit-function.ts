import { STEADY } from './schema-guards.js';
import { AS_OPERATOR, STORED, STORED_TYPE } from './stored-columns.js';

/** The parameters of a batch: a list for each column, first of the transitions, then of their facts. */
export const BATCH = {
  n: 'integer',
  wave: 'integer',
  id: 'text',
  user_id: 'text',
  thread_id: 'text',
  agent_name: 'text',
  birth: 'text',
  expected: 'integer',
  commit_id: 'text',
  version: 'integer',
  updated_at: 'bigint',
  state: 'text',
  phase: 'text',
  owner: 'text',
  standing: 'text',
  ended_at: 'bigint',
  cause: 'text',
  outcome: 'text',
  delivery: 'text',
  acknowledged_at: 'bigint',
  overdue_at: 'bigint',
  due_at: 'bigint',
  vouched_by: 'text',
  silence_ms: 'bigint',
  seen_alive_at: 'bigint',
  seen_progress_at: 'bigint',
  seen_lease_at: 'bigint',
} as const;

export const FACTS = {
  n: 'integer',
  execution_id: 'text',
  seq: 'integer',
  user_id: 'text',
  state_before: 'text',
  state_after: 'text',
  commit_id: 'text',
  event: 'text',
} as const;

const given = (names: readonly string[]): string =>
  `unnest(${names.map((name) => `p_${name}`).join(', ')}) as g (${names.join(', ')})`;
const told = `unnest(${Object.keys(FACTS)
  .map((name) => `f_${name}`)
  .join(', ')}) as f (${Object.keys(FACTS).join(', ')})`;
const parameters = [
  ...Object.entries(BATCH).map(([name, type]) => `p_${name} ${type}[]`),
  ...Object.entries(FACTS).map(([name, type]) => `f_${name} ${type}[]`),
].join(', ');

const BORN = [
  ...[
    'n',
    'expected',
    'id',
    'user_id',
    'thread_id',
    'agent_name',
    'birth',
    'version',
    'updated_at',
    'state',
    'phase',
  ],
  ...[
    'owner',
    'standing',
    'ended_at',
    'cause',
    'outcome',
    'delivery',
    'acknowledged_at',
    'overdue_at',
    'due_at',
  ],
  ...['vouched_by', 'silence_ms'],
];
const MOVED = BORN.filter(
  (name) => !['user_id', 'thread_id', 'agent_name', 'birth'].includes(name),
);
const SHOWN = ['n', 'id', 'expected', 'commit_id'];
const columnsOf = (names: readonly string[]): string => names.slice(2).join(', ');

/**
 * Compare and set for a whole batch in one call. Whoever commits holds the feed's lock from here to the end of the
 * transaction: cursors are given in the order in which they can be seen, and nobody waits for a row while holding
 * another. Answers with those that did not fit, and what is there instead.
 */
export function commitFunction(s: string): string {
  return `
create function ${s}.commit_batch(${parameters})
returns table (n integer, ${STORED_TYPE}) language plpgsql ${STEADY} as $$
#variable_conflict use_column
declare
  v_fit integer[];
  v_all boolean;
  v_last bigint;
  -- a list in which there is nothing to find is not gone through
  v_births boolean := 0 = any (p_expected);
  v_moves boolean := 0 < any (p_expected);
  v_waves integer := (select max(w) from unnest(p_wave) as w);
begin
  ${AS_OPERATOR}
  perform pg_advisory_xact_lock(${s}.feed_lock());
  for v_wave in 1..v_waves loop
    select array_agg(g.n) into v_fit
    from ${given([...SHOWN, 'wave', 'seen_alive_at', 'seen_progress_at', 'seen_lease_at'])}
    left join ${s}.executions e on e.id = g.id
    -- only a verdict asks for the lease
    left join ${s}.leases l on l.owner = case when g.seen_alive_at is not null then e.owner end
    where g.wave = v_wave and coalesce(e.version, 0) = g.expected and (
      g.seen_alive_at is null or (e.alive_at <= g.seen_alive_at and e.progress_at <= g.seen_progress_at
        and coalesce(l.renewed_at, 0) <= g.seen_lease_at)
    );

    -- as a rule all of them fit, and nothing has to be looked for in a list
    v_all := cardinality(v_fit) = cardinality(p_n);
    if v_fit is not null then
      select greatest(max(f.cursor), (select cursor from ${s}.feed_floor)) into v_last from ${s}.facts f;
${writeStatement(s)}    end if;

    if (select count(*) from unnest(p_wave) as w where w = v_wave) > coalesce(cardinality(v_fit), 0) then
      return query
        select g.n, ${STORED} from ${given([...SHOWN, 'wave'])}
        left join ${s}.executions e on e.id = g.id
        left join ${s}.leases l on l.owner = e.owner
        where g.wave = v_wave and (v_fit is null or g.n <> all (v_fit)) and not exists (
          select from ${s}.facts f
          where f.execution_id = g.id and f.seq = g.expected + 1 and f.commit_id = g.commit_id
        );
    end if;
  end loop;
end $$;
`;
}

/** Facts and executions change in one statement, so that the guards see them together. */
function writeStatement(s: string): string {
  return `      with born as (
        insert into ${s}.executions (${columnsOf(BORN)})
        select ${columnsOf(BORN)} from ${given(BORN)} where v_births and g.expected = 0 and (v_all or g.n = any (v_fit))
      ), moved as (
        update ${s}.executions e set
          version = g.version, updated_at = g.updated_at, state = g.state, phase = g.phase, owner = g.owner,
          standing = g.standing, ended_at = g.ended_at, cause = coalesce(g.cause, e.cause),
          outcome = coalesce(g.outcome, e.outcome), delivery = g.delivery, acknowledged_at = g.acknowledged_at,
          overdue_at = g.overdue_at, vouched_by = g.vouched_by, silence_ms = g.silence_ms,
          -- a day that is too early is found out when it comes; moving it each time would cost an index entry each
          due_at = case when g.ended_at is null then least(e.due_at, g.due_at) else g.due_at end
        from ${given(MOVED)} where v_moves and e.id = g.id and g.expected > 0 and (v_all or g.n = any (v_fit))
      )
      insert into ${s}.facts (cursor, execution_id, seq, user_id, state_before, state_after, commit_id, event)
      select v_last + row_number() over (), f.execution_id, f.seq, f.user_id, f.state_before, f.state_after, f.commit_id, f.event
      from ${told} where v_all or f.n = any (v_fit);
`;
}
