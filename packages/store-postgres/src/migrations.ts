import { functions } from './schema-functions.js';
import { guards, walls } from './schema-guards.js';
import { tables } from './schema-tables.js';

/** What brings the schema from one version to the next; `s` is the quoted name of the schema. */
export type Migration = (s: string) => string;

/** How each version of the schema comes from the one before. What is released is never changed, only added to. */
export const MIGRATIONS: readonly Migration[] = [
  (s) => `${tables(s)}${feedLock(s)}${guards(s)}${functions(s)}${walls(s)}`,
];

/** The name of the lock that gives the feed its order. */
function feedLock(s: string): string {
  return `
create function ${s}.feed_lock() returns bigint language sql immutable as $$
  select hashtextextended('tracker feed of ' || $n$${s}$n$, 0)
$$;
`;
}
