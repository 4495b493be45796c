import type { SpanContext } from '@opentelemetry/api';
import type { HistoryEvent, TerminalState } from '@tracker/state';

/** What is remembered of an ended execution, for its delivery and for the one that tries it again. */
export interface Ended {
  readonly state: TerminalState;
  readonly endedAt: number;
  /** Whether its delivery has been called overdue. */
  readonly overdue: boolean;
  /** Undefined when its span was not written here. */
  readonly span: SpanContext | undefined;
}

/** The executions that ended last; the oldest are forgotten first. */
export class EndedExecutions {
  readonly #byId = new Map<string, Ended>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(executionId: string): Ended | undefined {
    return this.#byId.get(executionId);
  }

  set(executionId: string, ended: Ended): void {
    this.#byId.set(executionId, ended);
    if (this.#byId.size <= this.#capacity) return;
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined) this.#byId.delete(oldest);
  }
}

/** What a history says of the end; undefined when it tells of none. */
export function endedOf(history: readonly HistoryEvent[]): Ended | undefined {
  const end = history.find((event) => event.type === 'ended');
  if (end?.type !== 'ended') return undefined;
  const overdue = history.some(({ type }) => type === 'delivery_overdue');
  return { state: end.to, endedAt: end.at, overdue, span: undefined };
}
