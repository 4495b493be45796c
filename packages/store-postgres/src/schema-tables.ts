import {
  FIRST_STATE,
  STATE_ROWS,
  isAgreement,
  isLegalMove,
  isState,
  isTerminalState,
} from './sql-words.js';

/**
 * The tables. Each field of a record stands in one column, or in one JSON text when the database has no use for it.
 * Text and not `jsonb`, which can hold neither NUL nor half a character; `C` order, in which nothing is alike.
 */
export function tables(s: string): string {
  return `${executions(s)}${indexes(s)}${facts(s)}${others(s)}`;
}

function executions(s: string): string {
  return `
create table ${s}.executions (
  id text collate "C" primary key,
  number bigint generated always as identity unique,
  user_id text collate "C" not null,
  thread_id text collate "C" not null,
  agent_name text collate "C" not null,
  birth text not null,
  version integer not null check (version > 0),
  updated_at bigint not null,
  state text collate "C" not null check (${isState('state')}),
  phase text collate "C" not null,
  owner text collate "C",
  standing text not null,
  ended_at bigint,
  cause text,
  outcome text,
  delivery text,
  acknowledged_at bigint,
  overdue_at bigint,
  alive_at bigint not null default 0,
  progress_at bigint not null default 0,
  due_at bigint,
  vouched_by text collate "C",
  silence_ms bigint,
  offered_until bigint not null default 0,
  -- the last fact of what has ended; of anything else it would cost an entry in an index with each step
  rests_since bigint generated always as (case when ended_at is not null then updated_at end) stored,
  -- whose turn it is; an index that asks for the state itself would cost an entry in every index with each move
  waiting_for text collate "C" generated always as (case when state = ${FIRST_STATE} then agent_name end) stored,
  constraint state_and_phase_agree check (${isAgreement('state', 'phase')}),
  constraint an_end_has_an_outcome check (
    case when ${isTerminalState('state')}
      then ended_at is not null and cause is not null and outcome is not null and delivery is not null
      else ended_at is null and cause is null and outcome is null and delivery is null
        and acknowledged_at is null and overdue_at is null
    end
  )
) with (fillfactor = 50); -- room for the steps of all on a page at once, which then touch no index
`;
}

function indexes(s: string): string {
  return `
create index executions_of_user on ${s}.executions (user_id, number);
create index executions_undelivered on ${s}.executions (user_id, number) where acknowledged_at is null;
create index executions_waiting on ${s}.executions (waiting_for, number) where waiting_for is not null;
create index executions_due on ${s}.executions (due_at) where due_at is not null;
create index executions_due_of_owner on ${s}.executions (owner, due_at) where ended_at is null and due_at is not null;
create index executions_vouched on ${s}.executions (vouched_by, silence_ms) where vouched_by is not null;
create index executions_ended on ${s}.executions ((acknowledged_at is null), rests_since) where ended_at is not null;
`;
}

function facts(s: string): string {
  return `
create table ${s}.facts (
  cursor bigint primary key check (cursor > 0),
  execution_id text collate "C" not null,
  seq integer not null check (seq > 0),
  user_id text collate "C" not null,
  state_before text collate "C",
  state_after text collate "C" not null check (${isState('state_after')}),
  commit_id text collate "C",
  event text not null,
  unique (execution_id, seq),
  constraint a_move_is_in_the_table check (
    case when seq = 1 then state_before is null and state_after = ${FIRST_STATE}
      else state_before is not null and (${isLegalMove('state_before', 'state_after')})
    end
  )
);
create index facts_of_user on ${s}.facts (user_id, cursor);
`;
}

function others(s: string): string {
  return `
create table ${s}.leases (
  owner text collate "C" primary key,
  renewed_at bigint not null,
  released_at bigint,
  stalled_since bigint
) with (fillfactor = 50);

create table ${s}.clock (ahead_ms bigint not null);
insert into ${s}.clock values (0);

create table ${s}.breakers (dependency text collate "C" primary key, snapshot text not null);

create table ${s}.feed_floor (cursor bigint not null);
insert into ${s}.feed_floor values (0);

create table ${s}.tallies (word text collate "C" primary key, count bigint not null) with (fillfactor = 50);
insert into ${s}.tallies select word, 0 from (values ${STATE_ROWS}, ('.undelivered'), ('.overdue'), ('.kept')) as w (word);
`;
}
