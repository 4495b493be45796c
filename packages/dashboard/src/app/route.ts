import { EVERYTHING, readQuery, writeQuery, type ExecutionQuery } from './execution-query.js';

/** What the page shows. It stands behind the `#` of the address, which no server ever sees. */
export type Route =
  | { readonly view: 'executions'; readonly query: ExecutionQuery }
  | { readonly view: 'execution'; readonly id: string }
  | { readonly view: 'why'; readonly id: string }
  | { readonly view: 'undelivered'; readonly query: ExecutionQuery }
  | { readonly view: 'breakers' }
  | { readonly view: 'criteria' }
  | { readonly view: 'unknown' };

/** The route of an address's hash. */
export function readRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [view = '', id, more, ...rest] = path.split('/').map(decoded);
  if (rest.length > 0) return { view: 'unknown' };
  if (view === '') return { view: 'executions', query: EVERYTHING };
  if (view === 'executions' && id) return readOne(id, more);
  if (id !== undefined) return { view: 'unknown' };
  const query = readQuery(new URLSearchParams(search));
  switch (view) {
    case 'executions':
    case 'undelivered':
      return { view, query };
    case 'breakers':
    case 'criteria':
      return { view };
    default:
      return { view: 'unknown' };
  }
}

/** The hash of a route, to be linked to. */
export function hrefOf(route: Route): string {
  switch (route.view) {
    case 'execution':
      return `#/executions/${encodeURIComponent(route.id)}`;
    case 'why':
      return `#/executions/${encodeURIComponent(route.id)}/why`;
    case 'executions':
    case 'undelivered': {
      const search = writeQuery(route.query).toString();
      return `#/${route.view}${search === '' ? '' : `?${search}`}`;
    }
    case 'unknown':
      return '#/';
    default:
      return `#/${route.view}`;
  }
}

function readOne(id: string, more: string | undefined): Route {
  if (more === undefined) return { view: 'execution', id };
  return more === 'why' ? { view: 'why', id } : { view: 'unknown' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
