/** Errors wrapped in one another that are looked at. */
const MAX_LINKS = 10;

/** Where frameworks keep the error that they wrap. */
const INNER = ['lastError', 'cause', 'error'] as const;

/** An error and those it wraps, from the outside in, whichever field they are kept in. */
export function errorLinks(error: unknown): readonly object[] {
  const links: object[] = [];
  const found = [error];
  for (const one of found) {
    if (typeof one !== 'object' || one === null || links.includes(one)) continue;
    links.push(one);
    if (links.length === MAX_LINKS) break;
    found.push(...INNER.map((field) => fieldOf(one, field)));
  }
  return links;
}

/** A field of anything; undefined where there is none or reading it throws. */
export function fieldOf(given: unknown, field: string): unknown {
  try {
    return (given as Record<string, unknown> | null | undefined)?.[field];
  } catch {
    return undefined;
  }
}
