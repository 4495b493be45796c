export { migrateText, type Migrated, type MigrateTextOptions } from './migrate-text.js';
export {
  migrateFolder,
  type MigratedFile,
  type MigrateOptions,
  type TrackerModule,
} from './migrate-folder.js';
export type { OwnTracker } from './plan-trackers.js';
export type { Left, Minded } from './left.js';
export type { Place } from './place.js';
export { MAX_DEPTH, MAX_FILE_BYTES, type Skipped } from './folder-walk.js';
export {
  MAX_FINDINGS,
  auditFolder,
  type AuditOptions,
  type Excepted,
  type SearchReport,
} from './audit-folder.js';
export { MAX_NESTING } from './nesting.js';
export { AUDIT_RULES, type AuditRule, type Finding } from './finding.js';
export type { Comparison } from './compare-words.js';
export type { DefinitionForm } from './sightings.js';
export { EXCEPTIONS_FILE } from './exceptions.js';
export { toSarif } from './sarif.js';
export { auditText } from './audit-text.js';
export { unifiedDiff } from './unified-diff.js';
export { runCommand } from './command.js';
export type { CommandIo } from './command-io.js';
export type { TextOutput } from './progress.js';
export { ExitCode } from './exit-code.js';
export { HELP } from './help.js';
export {
  camelCase,
  type CallShape,
  type Legacy,
  type LegacyCalls,
  type LegacyModule,
  type LegacyStates,
  type Successor,
} from './legacy.js';
