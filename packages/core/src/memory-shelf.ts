import { EXECUTION_STATES, isActive, type ExecutionState } from '@tracker/state';
import { listExpired } from './cursor-expired.js';
import { MemoryCounts } from './memory-counts.js';
import { MemoryEntry } from './memory-entry.js';
import type { MemoryUsers } from './memory-users.js';
import type { ExecutionRecord } from './record.js';
import { Roll } from './roll.js';
import { mayTouch, userOf, type Scope } from './scope.js';
import type { Standing } from './standing.js';
import type { ListQuery, StoreCounts } from './store.js';

const NOTHING: StoreCounts = new MemoryCounts().total;

/** The executions of a memory store: by id, by user, and in the order in which they were created. */
export class MemoryShelf {
  readonly #byId = new Map<string, MemoryEntry>();
  readonly #users: MemoryUsers;
  readonly #all = new Roll<MemoryEntry>();
  /** What workers look for; it must cost nothing that others have begun already. */
  readonly #pending = new Roll<MemoryEntry>();
  readonly #counts = new MemoryCounts();
  /** The ended ones that are no longer kept. */
  readonly #gone = { ...NOTHING.byState };
  #created = 0;

  constructor(users: MemoryUsers) {
    this.#users = users;
  }

  get(executionId: string): MemoryEntry | undefined {
    return this.#byId.get(executionId);
  }

  /** The execution of that id, if the scope may touch it. */
  find(scope: Scope, executionId: string): MemoryEntry | undefined {
    const entry = this.#byId.get(executionId);
    return entry && mayTouch(scope, entry.record.userId) ? entry : undefined;
  }

  /** A place for a new execution. */
  add(record: ExecutionRecord): MemoryEntry {
    const entry = new MemoryEntry(record, this.#users.of(record.userId), ++this.#created);
    this.#byId.set(record.id, entry);
    return entry;
  }

  /** An execution was begun, or went a step. */
  note(before: Standing | undefined, entry: MemoryEntry): void {
    const { standing, number, user } = entry;
    if (before !== standing) this.#counts.count(before, standing);
    user.note(before, entry);
    if (!before) this.#all.add(number, entry);
    if (!before && standing.state === 'pending') this.#pending.add(number, entry);
    if (before?.state === 'pending' && standing.state !== 'pending') this.#pending.delete(number);
  }

  /** Lets go of an execution; over all users its end stays counted, and nobody waits for it. */
  forget(entry: MemoryEntry): void {
    const { record, user, number } = entry;
    this.#counts.count(entry.standing, undefined);
    this.#gone[record.state] += 1;
    this.#byId.delete(record.id);
    this.#all.delete(number);
    user.forget(entry);
    this.#users.release(user);
  }

  counts(scope: Scope): StoreCounts {
    const userId = userOf(scope);
    if (userId === undefined) return this.#everything();
    return this.#users.get(userId)?.counts.total ?? NOTHING;
  }

  #everything(): StoreCounts {
    const { byState, ...waiting } = this.#counts.total;
    const ever = EXECUTION_STATES.map((state) => [state, byState[state] + this.#gone[state]]);
    return { byState: Object.fromEntries(ever), ...waiting };
  }

  list(scope: Scope, query: ListQuery): readonly MemoryEntry[] {
    const page: MemoryEntry[] = [];
    const { after, oldestFirst, limit } = query;
    const from = after === undefined ? undefined : this.#numberOf(scope, after);
    const roll = this.#rollFor(scope, query.states);
    for (const entry of (oldestFirst ? roll?.onwards(from) : roll?.backwards(from)) ?? []) {
      if (!fits(entry.record, query)) continue;
      page.push(entry);
      if (page.length === limit) break;
    }
    return page;
  }

  /** The smallest roll that has all that a query can find. */
  #rollFor(
    scope: Scope,
    states: readonly ExecutionState[] | undefined,
  ): Roll<MemoryEntry> | undefined {
    const userId = userOf(scope);
    if (userId !== undefined) {
      const user = this.#users.get(userId);
      return states?.every(isActive) ? user?.active : user?.all;
    }
    return states?.every((state) => state === 'pending') ? this.#pending : this.#all;
  }

  #numberOf(scope: Scope, after: string): number {
    const entry = this.find(scope, after);
    if (entry) return entry.number;
    throw listExpired(after);
  }
}

function fits(record: ExecutionRecord, query: ListQuery): boolean {
  const { states, agentName, threadId, unacknowledged } = query;
  return (
    (states === undefined || states.includes(record.state)) &&
    (agentName === undefined || record.agentName === agentName) &&
    (threadId === undefined || record.threadId === threadId) &&
    (unacknowledged !== true || record.delivery?.acknowledgedAt == null)
  );
}
