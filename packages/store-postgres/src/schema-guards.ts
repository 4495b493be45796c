import { isTerminalState, literal } from './sql-words.js';

/** The SQLSTATE of what the guards refuse. */
export const REFUSED = 'TR001';

/** Operators and functions are the database's own, whoever else has some of the same names in his path. */
const OWN_WORDS = 'set search_path to pg_catalog, pg_temp';

/** Plans that do not depend on how full a table was when they were made. */
export const STEADY = `${OWN_WORDS} set enable_seqscan to off set enable_mergejoin to off set enable_hashjoin to off`;

const SAME_END = ['state', 'phase', 'standing', 'cause', 'outcome', 'ended_at'];
const DELIVERED = ['acknowledged_at', 'overdue_at'];
const SAME_VERSION = [
  ...['state', 'phase', 'standing', 'cause', 'outcome', 'ended_at', 'owner', 'updated_at'],
  ...['delivery', 'acknowledged_at', 'overdue_at'],
];

function changed(columns: readonly string[]): string {
  return columns.map((name) => `old.${name} is distinct from new.${name}`).join(' or ');
}

/**
 * What keeps anybody who writes SQL from breaking the guarantees: steps and their facts come in one statement and
 * agree, ends stay, facts are only ever added, and go only with their execution.
 */
export function guards(s: string): string {
  return [refusal, factChecks, birthChecks, stepChecks, forgetting, triggers]
    .map((part) => part(s))
    .join('');
}

function refusal(s: string): string {
  return `
create function ${s}.refuse() returns trigger language plpgsql as $$
begin
  raise exception using errcode = ${literal(REFUSED)}, message = tg_argv[0],
    hint = 'Executions change through the tracker only.';
end $$;

create function ${s}.order_facts() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(${s}.feed_lock());
  return null;
end $$;
`;
}

function factChecks(s: string): string {
  return `
create function ${s}.check_facts() returns trigger language plpgsql ${STEADY} as $$
begin
  if exists (
    select from new_facts f
    left join ${s}.executions e on e.id = f.execution_id
    left join ${s}.facts p on p.execution_id = f.execution_id and p.seq = f.seq - 1
    where e.id is null or f.seq > e.version or f.user_id <> e.user_id
      or (f.seq > 1 and p.state_after is distinct from f.state_before)
  ) then
    raise exception using errcode = ${literal(REFUSED)},
      message = 'A fact follows the one before it, and is written with the step it tells of.';
  end if;
  -- without a gap among themselves there is no place between them where an older one could stand
  if (
    select max(f.cursor) < (select max(a.cursor) from ${s}.facts a)
      or max(f.cursor) - min(f.cursor) <> count(*) - 1
      or min(f.cursor) <= (select cursor from ${s}.feed_floor)
    from new_facts f
  ) then
    raise exception using errcode = ${literal(REFUSED)}, message = 'The feed grows at its end only.';
  end if;
  return null;
end $$;
`;
}

function birthChecks(s: string): string {
  return `
create function ${s}.check_births() returns trigger language plpgsql ${STEADY} as $$
begin
  if ${untold(s)} then
    raise exception using errcode = ${literal(REFUSED)},
      message = 'An execution is born with the facts that make it what it is.';
  end if;
  ${tally(s, { added: 'new_executions' })}
  return null;
end $$;
`;
}

function stepChecks(s: string): string {
  return `
create function ${s}.check_steps() returns trigger language plpgsql ${STEADY} as $$
begin
  if ${untold(s)} then
    raise exception using errcode = ${literal(REFUSED)},
      message = 'A step is written with the facts that tell of it.';
  end if;
  ${tally(s, { added: 'new_executions', taken: 'old_executions' })}
  return null;
end $$;
`;
}

/** Some execution is not where its last fact says. */
function untold(s: string): string {
  return `exists (
    select from new_executions n
    left join ${s}.facts f on f.execution_id = n.id and f.seq = n.version
    where f.state_after is distinct from n.state
  )`;
}

/** Whose rows count for more, whose for less, and which are not kept any more. */
interface Counted {
  readonly added?: string;
  readonly taken?: string;
  readonly forgotten?: string;
}

/** The statement that keeps the counts as rows come and go. */
function tally(s: string, { added, taken, forgotten }: Counted): string {
  const states = (table: string, sign: string): string => `select state, ${sign} from ${table}`;
  const ended = (table: string, sign: string): string[] => [
    `select '.undelivered', ${sign} from ${table} where ended_at is not null and acknowledged_at is null`,
    `select '.overdue', ${sign} from ${table} where overdue_at is not null and acknowledged_at is null`,
    `select '.kept', ${sign} from ${table} where ended_at is not null`,
  ];
  const rows = [
    ...(added ? [states(added, '1'), ...ended(added, '1')] : []),
    ...(taken ? [states(taken, '-1'), ...ended(taken, '-1')] : []),
    ...(forgotten ? ended(forgotten, '-1') : []),
  ];
  return `update ${s}.tallies t set count = t.count + d.change
  from (
    select word, sum(change) as change from (${rows.join(' union all ')}) as c (word, change)
    group by word having sum(change) <> 0
  ) as d where t.word = d.word;`;
}

function forgetting(s: string): string {
  return `
create function ${s}.forget_facts() returns trigger language plpgsql ${OWN_WORDS} set enable_seqscan to off as $$
declare
  v_last bigint;
begin
  perform pg_advisory_xact_lock(${s}.feed_lock());
  with gone as (
    delete from ${s}.facts f using old_executions o where f.execution_id = o.id returning f.cursor
  ) select max(cursor) from gone into v_last;
  update ${s}.feed_floor set cursor = v_last where cursor < v_last;
  -- by state everything stays counted that ever was
  ${tally(s, { forgotten: 'old_executions' })}
  return null;
end $$;

create function ${s}.keep_facts() returns trigger language plpgsql ${OWN_WORDS} set enable_seqscan to off as $$
begin
  if exists (select from old_facts o join ${s}.executions e on e.id = o.execution_id) then
    raise exception using errcode = ${literal(REFUSED)},
      message = 'Facts are never taken back; they go with their execution, as a whole.';
  end if;
  return null;
end $$;
`;
}

function triggers(s: string): string {
  return `
create trigger birth_stays before update of id, number, user_id, thread_id, agent_name, birth on ${s}.executions
  for each row execute function ${s}.refuse('What an execution was born with never changes.');
create trigger end_stays before update on ${s}.executions
  for each row when (${isTerminalState('old.state')} and (${changed(SAME_END)}
    or (old.version <> new.version and not (${changed(DELIVERED)}))
    or (old.acknowledged_at is not null and ${changed(['acknowledged_at'])})))
  execute function ${s}.refuse('An execution that has ended never changes.');
create trigger versions_tell before update on ${s}.executions
  for each row when (old.version = new.version and (${changed(SAME_VERSION)}))
  execute function ${s}.refuse('An execution changes with its version.');
create trigger active_stays before delete on ${s}.executions
  for each row when (not (${isTerminalState('old.state')}))
  execute function ${s}.refuse('Only what has ended may be forgotten.');
create trigger versions_grow before update on ${s}.executions
  for each row when (new.version < old.version)
  execute function ${s}.refuse('A version only grows.');
create trigger executions_stay before truncate on ${s}.executions
  for each statement execute function ${s}.refuse('Executions are forgotten one by one.');
create trigger births_are_told after insert on ${s}.executions
  referencing new table as new_executions for each statement execute function ${s}.check_births();
create trigger steps_are_told after update on ${s}.executions
  referencing old table as old_executions new table as new_executions
  for each statement execute function ${s}.check_steps();
create trigger facts_go_along after delete on ${s}.executions
  referencing old table as old_executions for each statement execute function ${s}.forget_facts();
create trigger facts_are_ordered before insert on ${s}.facts
  for each statement execute function ${s}.order_facts();
create trigger facts_are_steps after insert on ${s}.facts
  referencing new table as new_facts for each statement execute function ${s}.check_facts();
create trigger facts_stay before update on ${s}.facts
  for each statement execute function ${s}.refuse('Facts never change.');
create trigger facts_are_kept after delete on ${s}.facts
  referencing old table as old_facts for each statement execute function ${s}.keep_facts();
create trigger facts_remain before truncate on ${s}.facts
  for each statement execute function ${s}.refuse('Facts are never taken back.');
`;
}

/** The second wall between users: rows are seen by their user, and by whoever may write and says to be the operator. */
export function walls(s: string): string {
  const operator = `(select current_setting('tracker.scope', true) = 'operator'
    and has_table_privilege(${literal(`${s}.leases`)}, 'insert'))`;
  return ['executions', 'facts']
    .map(
      (table) => `
alter table ${s}.${table} enable row level security;
alter table ${s}.${table} force row level security;
create policy own on ${s}.${table} for select using (user_id = (select current_setting('tracker.user_id', true)));
create policy operator on ${s}.${table} using (${operator}) with check (${operator});
`,
    )
    .join('');
}
