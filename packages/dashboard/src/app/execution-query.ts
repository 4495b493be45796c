import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';

/** Which executions are asked for; a blank field asks for all. */
export interface ExecutionQuery {
  readonly states: readonly ExecutionState[];
  readonly agentName: string;
  readonly userId: string;
  readonly threadId: string;
  readonly undelivered: boolean;
  /** The last execution of the page before; blank on the first page. */
  readonly after: string;
}

/** Everything, from the newest on. */
export const EVERYTHING: ExecutionQuery = Object.freeze({
  states: [],
  agentName: '',
  userId: '',
  threadId: '',
  undelivered: false,
  after: '',
});

/** The query as it stands in an address; blank fields are left out. */
export function writeQuery(query: ExecutionQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const state of query.states) params.append('state', state);
  for (const name of TEXTS) if (query[name] !== '') params.set(name, query[name]);
  if (query.undelivered) params.set('undelivered', 'true');
  return params;
}

/** The query of an address; what it can't be is passed over. */
export function readQuery(params: URLSearchParams): ExecutionQuery {
  const asked = new Set(params.getAll('state'));
  const texts = Object.fromEntries(TEXTS.map((name) => [name, text(params.get(name))]));
  return {
    ...EVERYTHING,
    ...texts,
    states: EXECUTION_STATES.filter((state) => asked.has(state)),
    undelivered: params.get('undelivered') === 'true',
  };
}

/** Whether anything but the place in the list is asked for. */
export function isFiltered(query: ExecutionQuery): boolean {
  return writeQuery({ ...query, after: '' }).size > 0;
}

const TEXTS = ['agentName', 'userId', 'threadId', 'after'] as const;

/** The longest name that the server takes. */
const MAX_NAME = 200;

function text(given: string | null): string {
  return (given ?? '').trim().slice(0, MAX_NAME);
}
