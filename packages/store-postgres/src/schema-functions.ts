import { STEADY } from './schema-guards.js';

/** The columns a stored execution is read from; `e` is its row, `l` the lease of its owner. */
export const STORED = `e.id, e.user_id, e.thread_id, e.agent_name, e.birth, e.version, e.updated_at, e.state, e.phase,
  e.owner, e.standing, e.ended_at, e.cause, e.outcome, e.delivery, e.acknowledged_at, e.overdue_at,
  e.alive_at, e.progress_at, l.renewed_at, l.released_at, l.stalled_since`;

const STORED_TYPE = `id text, user_id text, thread_id text, agent_name text, birth text, version integer,
  updated_at bigint, state text, phase text, owner text, standing text, ended_at bigint, cause text, outcome text,
  delivery text, acknowledged_at bigint, overdue_at bigint, alive_at bigint, progress_at bigint, renewed_at bigint,
  released_at bigint, stalled_since bigint`;

/** Who is spoken for, said to the walls between users for as long as a function runs. */
const AS_OPERATOR = `set tracker.scope to 'operator'`;

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
export function functions(s: string): string {
  return `
create function ${s}.commit_batch(${parameters})
returns table (n integer, ${STORED_TYPE}) language plpgsql ${AS_OPERATOR} ${STEADY} as $$
#variable_conflict use_column
declare
  v_fit integer[];
  v_last bigint;
  v_waves integer := (select max(w) from unnest(p_wave) as w);
begin
  perform pg_advisory_xact_lock(${s}.feed_lock());
  for v_wave in 1..v_waves loop
    select array_agg(g.n) into v_fit
    from ${given([...SHOWN, 'wave', 'seen_alive_at', 'seen_progress_at', 'seen_lease_at'])}
    left join ${s}.executions e on e.id = g.id
    left join ${s}.leases l on l.owner = e.owner
    where g.wave = v_wave and coalesce(e.version, 0) = g.expected and (
      g.seen_alive_at is null or (e.alive_at <= g.seen_alive_at and e.progress_at <= g.seen_progress_at
        and coalesce(l.renewed_at, 0) <= g.seen_lease_at)
    );

    if v_fit is not null then
      select greatest((select max(f.cursor) from ${s}.facts f), (select f.cursor from ${s}.feed_floor f)) into v_last;
      with born as (
        insert into ${s}.executions (${columnsOf(BORN)})
        select ${columnsOf(BORN)} from ${given(BORN)} where g.expected = 0 and g.n = any (v_fit)
      ), moved as (
        update ${s}.executions e set
          version = g.version, updated_at = g.updated_at, state = g.state, phase = g.phase, owner = g.owner,
          standing = g.standing, ended_at = g.ended_at, cause = coalesce(g.cause, e.cause),
          outcome = coalesce(g.outcome, e.outcome), delivery = g.delivery, acknowledged_at = g.acknowledged_at,
          overdue_at = g.overdue_at, vouched_by = g.vouched_by, silence_ms = g.silence_ms,
          -- a day that is too early is found out when it comes; moving it each time would cost an index entry each
          due_at = case when g.ended_at is null then least(e.due_at, g.due_at) else g.due_at end
        from ${given(MOVED)} where e.id = g.id and g.expected > 0 and g.n = any (v_fit)
      )
      insert into ${s}.facts (cursor, execution_id, seq, user_id, state_before, state_after, commit_id, event)
      select v_last + row_number() over (), f.execution_id, f.seq, f.user_id, f.state_before, f.state_after, f.commit_id, f.event
      from ${told} where f.n = any (v_fit);
    end if;

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

create function ${s}.write_signs(p_id text[], p_version integer[], p_alive_at bigint[], p_progress_at bigint[], p_due_at bigint[])
returns void language plpgsql ${AS_OPERATOR} ${STEADY} as $$
begin
  perform pg_advisory_xact_lock(${s}.feed_lock());
  update ${s}.executions e set
    alive_at = greatest(e.alive_at, g.alive_at), progress_at = greatest(e.progress_at, g.progress_at), due_at = g.due_at
  from unnest(p_id, p_version, p_alive_at, p_progress_at, p_due_at) as g (id, version, alive_at, progress_at, due_at)
  where e.id = g.id and e.version = g.version;
end $$;

create function ${s}.renew_lease(p_owner text, p_now bigint, p_id text[], p_version integer[], p_alive_at bigint[], p_progress_at bigint[], p_due_at bigint[])
returns void language plpgsql as $$
begin
  if cardinality(p_id) > 0 then
    perform ${s}.write_signs(p_id, p_version, p_alive_at, p_progress_at, p_due_at);
  end if;
  insert into ${s}.leases as l (owner, renewed_at) values (p_owner, p_now)
  on conflict (owner) do update set
    renewed_at = greatest(l.renewed_at, excluded.renewed_at), released_at = null, stalled_since = null;
end $$;

create function ${s}.claim_due(p_now bigint, p_until bigint, p_limit integer)
returns table (due_at bigint, ${STORED_TYPE}) language plpgsql ${AS_OPERATOR} set enable_seqscan to off as $$
#variable_conflict use_column
begin
  return query
  with recursive owners (vouched_by) as (
    (select e.vouched_by from ${s}.executions e where e.vouched_by is not null order by e.vouched_by limit 1)
    union all
    select (select e.vouched_by from ${s}.executions e where e.vouched_by > o.vouched_by order by e.vouched_by limit 1)
    from owners o where o.vouched_by is not null
  ), timely as (
    select e.id from ${s}.executions e
    where e.due_at < p_now and e.offered_until < p_now
    order by e.due_at limit p_limit for update skip locked
  ), lapsed as (
    select e.id from owners o
    left join ${s}.leases l on l.owner = o.vouched_by
    cross join lateral (
      select e.id, e.updated_at from ${s}.executions e
      where e.vouched_by = o.vouched_by and e.silence_ms < p_now - coalesce(l.renewed_at, 0)
        and greatest(e.updated_at, e.alive_at) + e.silence_ms < p_now and e.offered_until < p_now
      limit p_limit for update skip locked
    ) e
    where o.vouched_by is not null
    limit p_limit
  ), found as (
    select id from timely union select id from lapsed limit p_limit
  ), claimed as (
    update ${s}.executions e set offered_until = p_until from found where e.id = found.id returning e.*
  )
  select e.due_at, ${STORED} from claimed e left join ${s}.leases l on l.owner = e.owner;
end $$;

create function ${s}.forget(p_before bigint, p_max integer, p_limit integer)
returns integer language plpgsql ${AS_OPERATOR} set enable_seqscan to off as $$
declare
  v_over bigint;
  v_gone integer;
begin
  perform pg_advisory_xact_lock(${s}.feed_lock());
  select count - p_max from ${s}.tallies where word = '.kept' into v_over;
  with old as (
    (select id from ${s}.executions where ended_at is not null and (acknowledged_at is null) = false and updated_at < p_before
      order by updated_at limit p_limit)
    union
    (select id from ${s}.executions where ended_at is not null and (acknowledged_at is null) = true and updated_at < p_before
      order by updated_at limit p_limit)
    union
    (select id from ${s}.executions where ended_at is not null
      order by (acknowledged_at is null), updated_at limit least(p_limit, greatest(0, v_over)))
  ), gone as (
    delete from ${s}.executions e using (select id from old limit p_limit) as o where e.id = o.id returning 1
  ) select count(*) from gone into v_gone;
  return v_gone;
end $$;

revoke execute on all functions in schema ${s} from public;
`;
}
