import type { HistoryEvent } from '@tracker/state';
import { Appointment } from './deadline-calendar.js';
import type { MemoryUser } from './memory-user.js';
import type { ExecutionRecord } from './record.js';
import type { Roll } from './roll.js';
import type { Transition } from './store.js';
import { withOneMore } from './with-one-more.js';

/** Up to this many, a list is kept exactly as long as what is in it; lists that grow reserve more than most need. */
const SHORT = 16;

/** An execution as a memory store keeps it. */
export class MemoryEntry extends Appointment {
  record: ExecutionRecord;
  history: HistoryEvent[] = [];
  /** For each fact the name of the commit that brought it. */
  commits: string[] = [];
  readonly user: MemoryUser;
  /** Counts the executions of the store from 1. */
  readonly number: number;
  /** Once it has ended: which of the ended ones it is among, and under what number. */
  among: Roll<MemoryEntry> | undefined = undefined;
  amongAs = 0;

  constructor(record: ExecutionRecord, user: MemoryUser, number: number) {
    super();
    this.record = record;
    this.user = user;
    this.number = number;
  }

  /** Takes one step. */
  take({ next, events, commitId }: Transition): void {
    this.record = next;
    for (const event of events) {
      this.history = appended(this.history, event);
      this.commits = appended(this.commits, commitId);
    }
  }

  /** Whether the step from that version on was taken by the commit of that name. */
  knows(commitId: string, expectedVersion: number): boolean {
    return this.commits[expectedVersion] === commitId;
  }
}

function appended<T>(list: T[], item: T): T[] {
  if (list.length < SHORT) return withOneMore(list, item);
  list.push(item);
  return list;
}
