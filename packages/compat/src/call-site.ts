const MAX_SITE_LENGTH = 300;

/** Enough to look past the frames of a loader. */
const DEPTH = 50;

/** A function whose callers are looked for. */
export type Callee = (...args: never[]) => unknown;

/** Where `callee` was called from, as the stack spells it; undefined when there is no stack to read. */
export function callSiteOf(callee: Callee): string | undefined {
  return placesBelow(callee)[0];
}

/**
 * Where the module that runs now was required. Undefined for an `import`, which leaves no trace on the stack: its
 * module runs when the importer's turn is over.
 */
export function importSite(): string | undefined {
  const [here, ...places] = deeper(() => placesBelow(importSite));
  const folder = here?.replace(/[^\\/]*$/, '');
  if (folder === undefined) return undefined;
  return places.find((place) => !place.startsWith(folder) && !place.includes('node:internal/'));
}

function placesBelow(callee: Callee): readonly string[] {
  const holder: { readonly stack?: unknown } = {};
  Error.captureStackTrace(holder, callee);
  // whoever replaced Error.prepareStackTrace may have put anything there
  if (typeof holder.stack !== 'string') return [];
  return holder.stack.split('\n').flatMap(placeOf);
}

function placeOf(line: string): readonly string[] {
  const frame = /^\s+at (.+)$/.exec(line)?.[1];
  if (frame === undefined) return [];
  const place = /\(([^()]+:\d+:\d+)\)$/.exec(frame)?.[1] ?? frame.replace(/^async /, '');
  return [place.slice(0, MAX_SITE_LENGTH)];
}

/** Looks with a deeper stack, unless the program does not let it be changed. */
function deeper<Seen>(look: () => Seen): Seen {
  const limit = Error.stackTraceLimit;
  if (!Reflect.set(Error, 'stackTraceLimit', DEPTH)) return look();
  try {
    return look();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
