import { createAudit, type AuditReport } from '@tracker/audit';
import { toExecution, type ExecutionRecord, type ExecutionStore } from '@tracker/core';
import { storedLives } from './store-lines.js';

export interface AuditStoreOptions {
  /** The instant for which the report is to be true; default the last one that the data names. */
  readonly asOf?: number;
  /** Called for each execution that was read. */
  readonly onExecution?: () => void;
}

/** Audits all that a store holds: each history, and each record against its history. */
export async function auditStore(
  store: ExecutionStore,
  { asOf, onExecution }: AuditStoreOptions = {},
): Promise<AuditReport> {
  const audit = createAudit(asOf === undefined ? {} : { asOf });
  for await (const { stored, events } of storedLives(store)) {
    for (const event of events) audit.add(event, `seq ${event.seq}`);
    audit.add(recordLine(stored.record), 'the stored record');
    onExecution?.();
  }
  return audit.finish();
}

/**
 * The record as a reader would have been shown it at the moment it was written: it must be what its history says, and
 * nobody was shown it later without the clocks having had their say.
 */
function recordLine(record: ExecutionRecord) {
  return { kind: 'record', readAt: record.updatedAt, record: toExecution(record) };
}
