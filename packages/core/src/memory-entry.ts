import type { HistoryEvent } from '@tracker/state';
import { Appointment } from './deadline-calendar.js';
import type { MemoryUser } from './memory-user.js';
import type { ExecutionRecord } from './record.js';
import type { Roll } from './roll.js';
import { standingOf, type Standing } from './standing.js';
import type { HistoryPage, Transition } from './store.js';
import { withPlaces } from './with-one-more.js';

/** Room for so many facts at first, and for twice as many each time it is used up. */
const FIRST_ROOM = 4;

/** Up to this many; a list that grows by itself reserves more than most need. */
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
  /** How many there are. */
  #count = 0;
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
    const end = Math.min(afterSeq + limit, this.#count);
    const page = this.#facts.slice(2 * afterSeq, 2 * end);
    return page.filter((_, place) => place % 2 === 0) as HistoryEvent[];
  }

  /** Whether the step from that version on was taken by the commit of that name. */
  knows(commitId: string, expectedVersion: number): boolean {
    return this.#facts[2 * expectedVersion + 1] === commitId;
  }

  #add(event: HistoryEvent, commitId: string): void {
    // behind the others and not by its number, so that a fact that comes twice is seen to be there twice
    const place = 2 * this.#count++;
    const room = this.#facts.length;
    if (place === room && room < 2 * SHORT) {
      this.#facts = withPlaces(this.#facts, Math.max(2 * FIRST_ROOM, 2 * room));
    }
    this.#facts[place] = event;
    this.#facts[place + 1] = commitId;
  }
}
