export { createAudit, type Audit, type AuditOptions } from './audit.js';
export { auditHistory } from './audit-history.js';
export {
  AUDIT_CHECKS,
  GUARANTEES,
  VIOLATION_CODES,
  type Check,
  type Guarantee,
  type Severity,
  type ViolationCode,
} from './checks.js';
export type { AuditedData, AuditReport, Certificate, SourcedReport } from './report.js';
export type { Source } from './source.js';
export type { Violation } from './violation.js';
export {
  ANSWER_FRAME,
  ERROR_FRAME,
  frameShape,
  headerShape,
  recordShape,
  transcriptShape,
  type Frame,
  type Transcript,
} from './line-shapes.js';
export { rebuild, type Rebuilt } from './rebuild.js';
export { readerView } from './reader-view.js';
export { renderReport } from './render.js';
export { printable, printableJson } from './printable.js';
export { COLOURED, PLAIN, type Paint } from './paint.js';
export { ExitCode, runCommand, type CommandIo } from './command.js';
