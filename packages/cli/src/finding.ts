/** How bad a finding is. */
export type Severity = 'ok' | 'warn' | 'fail';

/** What one check has found. */
export interface Finding {
  readonly check: string;
  readonly severity: Severity;
  readonly found: string;
  /** What to do about it; absent when nothing is to be done. */
  readonly todo?: string;
}

export function ok(check: string, found: string): Finding {
  return { check, severity: 'ok', found };
}

export function warn(check: string, found: string, todo: string): Finding {
  return { check, severity: 'warn', found, todo };
}

export function fail(check: string, found: string, todo: string): Finding {
  return { check, severity: 'fail', found, todo };
}
