import type { ExecutionRecord, StoredExecution } from '@tracker/core';
import type { Delivery } from '@tracker/state';

/** A stored execution as the database answers it. */
export interface StoredRow {
  readonly id: string;
  readonly user_id: string;
  readonly thread_id: string;
  readonly agent_name: string;
  readonly birth: string;
  readonly version: number;
  readonly updated_at: number;
  readonly state: ExecutionRecord['state'];
  readonly phase: ExecutionRecord['phase'];
  readonly owner: string | null;
  readonly standing: string;
  readonly ended_at: number | null;
  readonly cause: string | null;
  readonly outcome: string | null;
  readonly delivery: string | null;
  readonly acknowledged_at: number | null;
  readonly overdue_at: number | null;
  readonly alive_at: number;
  readonly progress_at: number;
  readonly renewed_at: number | null;
  readonly released_at: number | null;
  readonly stalled_since: number | null;
}

type Birth = Pick<
  ExecutionRecord,
  'runId' | 'attempt' | 'retryOf' | 'liveness' | 'limits' | 'metadata' | 'createdAt' | 'endsBy'
>;

type Standing = Pick<
  ExecutionRecord,
  | 'phaseEnteredAt'
  | 'phases'
  | 'progressAt'
  | 'progress'
  | 'startedAt'
  | 'runningAt'
  | 'hold'
  | 'heldMs'
  | 'cancel'
>;

type DeliveryRest = Pick<Delivery, 'deadline' | 'acknowledgedBy'>;

/** What never changes and no query asks for. */
export function birthOf(record: ExecutionRecord): string {
  const { runId, attempt, retryOf, liveness, limits, metadata, createdAt, endsBy } = record;
  const birth: Birth = { runId, attempt, retryOf, liveness, limits, metadata, createdAt, endsBy };
  return JSON.stringify(birth);
}

/** What changes until the end and no query asks for. */
export function standingOf(record: ExecutionRecord): string {
  const { phaseEnteredAt, phases, progressAt, progress, startedAt } = record;
  const { runningAt, hold, heldMs, cancel } = record;
  const standing: Standing = {
    phaseEnteredAt,
    phases,
    progressAt,
    progress,
    startedAt,
    runningAt,
    hold,
    heldMs,
    cancel,
  };
  return JSON.stringify(standing);
}

/** What of the delivery no query asks for. */
export function deliveryOf({ delivery }: ExecutionRecord): string | null {
  if (!delivery) return null;
  const { deadline, acknowledgedBy } = delivery;
  const rest: DeliveryRest = { deadline, acknowledgedBy };
  return JSON.stringify(rest);
}

/** The execution that a row holds, with the signs beside it. */
export function toStored(row: StoredRow): StoredExecution {
  const birth = JSON.parse(row.birth) as Birth;
  const standing = JSON.parse(row.standing) as Standing;
  const record: ExecutionRecord = {
    id: row.id,
    userId: row.user_id,
    threadId: row.thread_id,
    agentName: row.agent_name,
    ...birth,
    version: row.version,
    updatedAt: row.updated_at,
    state: row.state,
    phase: row.phase,
    owner: row.owner,
    ...standing,
    endedAt: row.ended_at,
    cause: parsed(row.cause),
    outcome: parsed(row.outcome),
    delivery: toDelivery(row),
  };
  const { alive_at, progress_at: progressAt, stalled_since: stalledSince } = row;
  // before its first renewal nobody has vouched for anything
  const aliveAt = Math.max(alive_at, row.updated_at);
  return { record, signs: { aliveAt, progressAt, leaseAt: row.renewed_at, stalledSince } };
}

function toDelivery({ delivery, acknowledged_at, overdue_at }: StoredRow): Delivery | null {
  if (delivery === null) return null;
  const rest = JSON.parse(delivery) as DeliveryRest;
  return { ...rest, acknowledgedAt: acknowledged_at, overdueAt: overdue_at };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}
