import { callSiteOf, importSite, type Callee } from './call-site.js';
import { DEPRECATIONS, type Deprecation, type DeprecationCode } from './deprecations.js';

/** After so many places have been warned about, each further code is warned about once. */
export const MAX_SITES = 1_000;

const warned = new Set<string>();
const overflowed = new Set<string>();

/**
 * Warns that `callee` was called, once for each place it is called from. Node's switches apply: `--no-deprecation`,
 * `--throw-deprecation`, `--trace-deprecation`, `NODE_NO_WARNINGS`.
 */
export function deprecate(code: DeprecationCode, callee: Callee): void {
  // looked at each time, since a program may set it while it runs
  if (process.noDeprecation) return;
  warnOnce(code, callSiteOf(callee), callee);
}

/**
 * Warns that a legacy module was loaded, which happens once. A class keeps its identity under its old name, so using
 * it can't warn; loading the module of that name can.
 */
export function deprecateModule(code: DeprecationCode): void {
  if (process.noDeprecation) return;
  warnOnce(code, importSite(), deprecateModule);
}

function warnOnce(code: DeprecationCode, site: string | undefined, above: Callee): void {
  const key = `${code} ${site ?? ''}`;
  if (warned.has(key)) return;
  const isFull = warned.size >= MAX_SITES;
  if (isFull && overflowed.has(code)) return;
  if (isFull) overflowed.add(code);
  else warned.add(key);
  const more = isFull ? ' Further places are not reported.' : '';
  process.emitWarning(`${deprecationText(code, site)}${more}`, 'DeprecationWarning', code, above);
}

/** What the warning of a code says, and of the place it is about. */
export function deprecationText(code: DeprecationCode, site?: string): string {
  const { name, canonical, advice }: Deprecation = DEPRECATIONS[code];
  const where = site === undefined ? '' : ` (at ${site})`;
  const also = advice === undefined ? '' : `; ${advice}`;
  return `${name} is deprecated${where}. Instead: ${canonical}${also}.`;
}
