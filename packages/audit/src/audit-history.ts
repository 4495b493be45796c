import { createAudit, type AuditOptions } from './audit.js';
import type { AuditReport } from './report.js';

/** Audits the history of one execution, or any list of lines that belong together. Pure. */
export function auditHistory(lines: readonly unknown[], options: AuditOptions = {}): AuditReport {
  const audit = createAudit(options);
  for (const line of lines) audit.add(line);
  return audit.finish();
}
