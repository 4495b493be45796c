import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { ExecutionRecord } from './record.js';

/** Why an agent's signal aborts: somebody asked for a cancel. Cleaning up is welcome until the grace runs out. */
export function cancelRequested(record: ExecutionRecord): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message: `Execution ${record.id} is to be cancelled: ${record.cancel?.reason ?? 'no reason given'}.`,
    details: { executionId: record.id, cancel: record.cancel },
  });
}
