import type { Clock } from '@tracker/core';
import { Archive } from './archive.js';
import { Breakers } from './breakers.js';
import { Commits } from './commits.js';
import { Feed } from './feed.js';
import { Hints } from './hints.js';
import { Leases } from './leases.js';
import { Lists } from './lists.js';
import { Recent } from './recent.js';
import { Retention } from './retention.js';
import { Sweeping } from './sweeping.js';
import { Tally } from './tally.js';
import type { Transactions } from './transactions.js';

/** Everything that works on one connection, with its statements prepared. */
export class Desk {
  readonly archive: Archive;
  readonly breakers: Breakers;
  readonly commits: Commits;
  readonly feed: Feed;
  readonly hints: Hints;
  readonly leases: Leases;
  readonly lists: Lists;
  readonly retention: Retention;
  readonly sweeping: Sweeping;
  readonly tally: Tally;

  constructor(
    transactions: Transactions,
    { clock, pollIntervalMs }: { readonly clock: Clock; readonly pollIntervalMs: number },
  ) {
    const { connection } = transactions;
    this.archive = new Archive(connection);
    this.breakers = new Breakers(connection);
    this.tally = new Tally(connection);
    this.feed = new Feed(connection);
    this.commits = new Commits(connection, {
      archive: this.archive,
      tally: this.tally,
      recent: new Recent(transactions),
    });
    this.hints = new Hints({ connection, feed: this.feed, clock, pollIntervalMs });
    this.leases = new Leases(connection, this.archive);
    this.lists = new Lists(connection, this.archive);
    this.retention = new Retention(connection, this);
    this.sweeping = new Sweeping(connection, this.archive);
  }
}
