import type { ListQuery } from '@tracker/core';
import { EXECUTION_STATES } from '@tracker/state';
import type { Statement } from './database.js';
import { STORED } from './stored-columns.js';

/** A query whose `after` is known by its number. */
type Asked = Omit<ListQuery, 'after'> & { readonly after: number | undefined };

/** The statement of a list; conditions that are not asked for are not in it, so that each finds its index. */
export function listStatement(s: string, user: string | null, query: Asked): Statement {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const ask = (condition: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  const { states, agentName, threadId, unacknowledged, oldestFirst, after, limit } = query;
  ask('e.user_id = ?', user);
  if (isWaiting(states)) {
    // those have an index of their own
    conditions.push('e.waiting_for is not null');
    ask('e.waiting_for = ?', agentName);
  } else {
    ask('e.state = any (?)', states);
    ask('e.agent_name = ?', agentName);
  }
  ask('e.thread_id = ?', threadId);
  if (unacknowledged) conditions.push('e.acknowledged_at is null');
  ask(oldestFirst ? 'e.number > ?' : 'e.number < ?', after);
  values.push(limit);
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const order = oldestFirst ? 'asc' : 'desc';
  return {
    text: `select ${STORED} from ${s}.executions e left join ${s}.leases l on l.owner = e.owner
      ${where} order by e.number ${order} limit $${values.length}`,
    values,
  };
}

function isWaiting(states: ListQuery['states']): boolean {
  return states?.length === 1 && states[0] === EXECUTION_STATES[0];
}
