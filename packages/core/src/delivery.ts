import type { ExecutionRecord } from './record.js';

/** Whether it has ended and nobody has acknowledged the outcome. */
export function isUndelivered({ delivery }: ExecutionRecord): boolean {
  return delivery !== null && delivery.acknowledgedAt === null;
}

/** Whether it is undelivered and that has been noted as too late. */
export function isOverdue(record: ExecutionRecord): boolean {
  return isUndelivered(record) && record.delivery?.overdueAt != null;
}
