/** The columns a stored execution is read from; `e` is its row, `l` the lease of its owner. */
export const STORED = `e.id, e.user_id, e.thread_id, e.agent_name, e.birth, e.version, e.updated_at, e.state, e.phase,
  e.owner, e.standing, e.ended_at, e.cause, e.outcome, e.delivery, e.acknowledged_at, e.overdue_at,
  e.alive_at, e.progress_at, l.renewed_at, l.released_at, l.stalled_since`;

/** The same as a function answers them. */
export const STORED_TYPE = `id text, user_id text, thread_id text, agent_name text, birth text, version integer,
  updated_at bigint, state text, phase text, owner text, standing text, ended_at bigint, cause text, outcome text,
  delivery text, acknowledged_at bigint, overdue_at bigint, alive_at bigint, progress_at bigint, renewed_at bigint,
  released_at bigint, stalled_since bigint`;

/**
 * The first line of a function that sees everybody's rows: to the walls between users, its transaction speaks for the
 * operator. Not a setting of the function, which only a superuser could give it.
 */
export const AS_OPERATOR = `perform set_config('tracker.scope', 'operator', true);`;
