import type { HistoryEvent } from '@tracker/state';
import { Appointment } from './deadline-calendar.js';
import type { MemoryUser } from './memory-user.js';
import type { ExecutionRecord } from './record.js';
import type { Roll } from './roll.js';
import { standingOf, type Standing } from './standing.js';
import type { HistoryPage, Transition } from './store.js';
import { withPlaces } from './with-one-more.js';

/** Up to this many, facts are kept in a list of exactly their length; one that grows by itself reserves more than most need. */
const SHORT = 16;

/** An execution as a memory store keeps it. */
export class MemoryEntry extends Appointment {
  record: ExecutionRecord;
  /** As what it counts. */
  standing: Standing;
  readonly user: MemoryUser;
  /** Counts the executions of the store from 1. */
  readonly number: number;
  /** Each fact, and behind it the name of the commit that brought it: one list, because there are many of them. */
  #facts: (HistoryEvent | string)[] = [];
  /** Once it has ended: which of the ended ones it is among, and under what number. */
  among: Roll<MemoryEntry> | undefined = undefined;
  amongAs = 0;

  constructor(record: ExecutionRecord, user: MemoryUser, number: number) {
    super();
    this.record = record;
    this.standing = standingOf(record);
    this.user = user;
    this.number = number;
  }

  /** Takes one step. */
  take({ next, events, commitId }: Transition): void {
    this.record = next;
    this.standing = standingOf(next);
    for (const event of events) this.#add(event, commitId);
  }

  /** The facts of a page of its history. */
  history({ afterSeq, limit }: HistoryPage): HistoryEvent[] {
    const page = this.#facts.slice(2 * afterSeq, 2 * (afterSeq + limit));
    return page.filter((_, place) => place % 2 === 0) as HistoryEvent[];
  }

  /** Whether the step from that version on was taken by the commit of that name. */
  knows(commitId: string, expectedVersion: number): boolean {
    return this.#facts[2 * expectedVersion + 1] === commitId;
  }

  #add(event: HistoryEvent, commitId: string): void {
    const facts = this.#facts;
    if (facts.length >= 2 * SHORT) {
      facts.push(event, commitId);
      return;
    }
    const longer = withPlaces(facts, facts.length + 2);
    longer[facts.length] = event;
    longer[facts.length + 1] = commitId;
    this.#facts = longer;
  }
}
