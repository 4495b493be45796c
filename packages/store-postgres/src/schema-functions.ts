import { commitFunction } from './commit-function.js';
import { STEADY } from './schema-guards.js';
import { AS_OPERATOR, STORED, STORED_TYPE } from './stored-columns.js';

/** What the store calls; nobody may unless it is granted. */
export function functions(s: string): string {
  const all = [
    commitFunction,
    readFunction,
    clockFunctions,
    signFunctions,
    claimFunction,
    forgetFunction,
  ];
  return `${all.map((part) => part(s)).join('')}
revoke execute on all functions in schema ${s} from public;
`;
}

/** Executions by their ids, as one user or the operator: the walls are told for this one call, and a user compared too. */
function readFunction(s: string): string {
  return `
create function ${s}.read_executions(p_scope text, p_user text, p_ids text[])
returns table (${STORED_TYPE}) language plpgsql set enable_seqscan to off as $$
#variable_conflict use_column
begin
  perform set_config('tracker.scope', p_scope, true), set_config('tracker.user_id', p_user, true);
  return query select ${STORED} from unnest(p_ids) as g (wanted)
    join ${s}.executions e on e.id = g.wanted left join ${s}.leases l on l.owner = e.owner
    where p_scope = 'operator' or e.user_id = p_user;
end $$;
`;
}

/** What the clock may seem to have gone back by, for how long an answer takes, in milliseconds. */
const CLOCK_TOLERANCE_MS = 1_000;

/**
 * The time of all who share the schema: the server's, and what it has been set back by since. Where it is behind what
 * the asker knows, or behind what leases were renewed at, it was set back.
 */
function clockFunctions(s: string): string {
  return `
create function ${s}.present() returns double precision language sql volatile as $$
  select extract(epoch from clock_timestamp())::double precision * 1000 + (select ahead_ms from ${s}.clock)
$$;

create function ${s}.tell_time(p_known double precision)
returns table (now double precision, set_back_ms double precision) language plpgsql as $$
declare
  v_known double precision := greatest(p_known, (select max(l.renewed_at) from ${s}.leases l));
  v_behind double precision := v_known - ${s}.present();
begin
  if v_behind > ${CLOCK_TOLERANCE_MS} then
    -- whoever comes second finds it mended
    perform from ${s}.clock for update;
    v_behind := v_known - ${s}.present();
    if v_behind > ${CLOCK_TOLERANCE_MS} then
      update ${s}.clock set ahead_ms = ahead_ms + ceil(v_behind);
      return query select ${s}.present(), v_behind;
      return;
    end if;
  end if;
  return query select ${s}.present(), 0::double precision;
end $$;
`;
}

function signFunctions(s: string): string {
  return `
create function ${s}.write_signs(p_id text[], p_version integer[], p_alive_at bigint[], p_progress_at bigint[], p_due_at bigint[])
returns void language plpgsql ${STEADY} as $$
begin
  ${AS_OPERATOR}
  perform pg_advisory_xact_lock(${s}.feed_lock());
  update ${s}.executions e set
    alive_at = greatest(e.alive_at, g.alive_at), progress_at = greatest(e.progress_at, g.progress_at), due_at = g.due_at
  from unnest(p_id, p_version, p_alive_at, p_progress_at, p_due_at) as g (id, version, alive_at, progress_at, due_at)
  where e.id = g.id and e.version = g.version;
end $$;

create function ${s}.renew_lease(p_owner text, p_now bigint, p_id text[], p_version integer[], p_alive_at bigint[], p_progress_at bigint[], p_due_at bigint[])
returns void language plpgsql as $$
begin
  -- what is given back stays so, whoever was still on the way with a renewal
  if exists (select from ${s}.leases l where l.owner = p_owner and l.released_at is not null) then
    return;
  end if;
  if cardinality(p_id) > 0 then
    perform ${s}.write_signs(p_id, p_version, p_alive_at, p_progress_at, p_due_at);
  end if;
  insert into ${s}.leases as l (owner, renewed_at) values (p_owner, p_now)
  on conflict (owner) do update set renewed_at = greatest(l.renewed_at, excluded.renewed_at), stalled_since = null
  where l.released_at is null;
end $$;
`;
}

function claimFunction(s: string): string {
  return `
create function ${s}.claim_due(p_now bigint, p_until bigint, p_limit integer)
returns table (due_at bigint, ${STORED_TYPE}) language plpgsql set enable_seqscan to off as $$
#variable_conflict use_column
begin
  ${AS_OPERATOR}
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
`;
}

function forgetFunction(s: string): string {
  return `
create function ${s}.forget(p_before bigint, p_max integer, p_limit integer)
returns integer language plpgsql set enable_seqscan to off as $$
declare
  v_over bigint;
  v_gone integer;
begin
  ${AS_OPERATOR}
  perform pg_advisory_xact_lock(${s}.feed_lock());
  select count - p_max from ${s}.tallies where word = '.kept' into v_over;
  with old as (
    (select id from ${s}.executions where ended_at is not null and (acknowledged_at is null) = false and rests_since < p_before
      order by rests_since limit p_limit)
    union
    (select id from ${s}.executions where ended_at is not null and (acknowledged_at is null) = true and rests_since < p_before
      order by rests_since limit p_limit)
    union
    (select id from ${s}.executions where ended_at is not null
      order by (acknowledged_at is null), rests_since limit least(p_limit, greatest(0, v_over)))
  ), gone as (
    delete from ${s}.executions e using (select id from old limit p_limit) as o where e.id = o.id returning 1
  ) select count(*) from gone into v_gone;
  return v_gone;
end $$;

create function ${s}.forget_leases(p_before bigint) returns void language plpgsql as $$
begin
  ${AS_OPERATOR}
  delete from ${s}.leases l where l.renewed_at < p_before and not exists (
    select from ${s}.executions e where e.owner = l.owner and e.ended_at is null and e.due_at is not null
  );
end $$;
`;
}
