/** A new execution id: `exec_` and 122 random bits. A store refuses an id that exists, so none is overwritten. */
export function newExecutionId(): string {
  return `exec_${crypto.randomUUID()}`;
}

/** A new name for a tracker instance, the owner of its lease. */
export function newTrackerName(): string {
  return `tracker_${crypto.randomUUID()}`;
}
