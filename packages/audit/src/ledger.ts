import { AUDIT_CHECKS, type Severity, type ViolationCode } from './checks.js';
import type { Contradiction } from './contradiction.js';
import type { Subject, Violation } from './violation.js';

/** How many violations of one code are kept with their evidence; all are counted. */
export const EVIDENCE_PER_CODE = 100;

/** Collects what is found: every finding is counted, the first of each code are kept. */
export class Ledger {
  readonly #counts = new Map<ViolationCode, number>();
  readonly #kept: Violation[] = [];

  note(contradictions: readonly Contradiction[], subject: Subject): void {
    for (const { code, facts } of contradictions) {
      const count = (this.#counts.get(code) ?? 0) + 1;
      this.#counts.set(code, count);
      if (count > EVIDENCE_PER_CODE) continue;
      const { guarantee, severity } = AUDIT_CHECKS[code];
      const { executionId, seq = null, where = null } = subject;
      this.#kept.push({ code, guarantee, severity, executionId, seq, where, facts });
    }
  }

  /** A ledger with the same entries, which can be continued on its own. */
  copy(): Ledger {
    const copy = new Ledger();
    for (const [code, count] of this.#counts) copy.#counts.set(code, count);
    copy.#kept.push(...this.#kept);
    return copy;
  }

  /** How often each code was found; codes that were not are absent. */
  counts(): Readonly<Partial<Record<ViolationCode, number>>> {
    return Object.fromEntries(this.#counts);
  }

  found(severity: Severity): readonly Violation[] {
    return this.#kept.filter((violation) => violation.severity === severity);
  }
}
