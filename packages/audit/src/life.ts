import { fingerprintOfFields } from './fingerprint.js';
import type { ReadRecord } from './read-record.js';
import { comparable, readerView } from './reader-view.js';
import type { Rebuilt } from './rebuild.js';
import { Sequence } from './sequence.js';
import type { Sighting } from './sighting.js';

/** What the auditor remembers of one execution while it reads. */
export interface Life {
  readonly id: string;
  readonly sequence: Sequence;
  /** As of the last fact; undefined until its creation is read. */
  rebuilt: Rebuilt | undefined;
  lastAt: number;
  /** Whether the history has begun, with whatever fact. */
  begun: boolean;
  /** The number of the fact that ended it. */
  endSeq: number | undefined;
  /** Facts that could not be read; what they did is not known. */
  unreadable: number;
  /** The fingerprint of what readers are shown at version 1, 2, 3 … until the first gap. */
  readonly prints: number[];
  /** The fingerprint of the answer or message, once there is one. */
  outcomePrint: number | undefined;
  /** Reads of versions, or of an end, that the history has not reached. */
  waiting: ReadRecord[];
  /** Per client, what it was shown. */
  readonly sightings: Map<string, Sighting>;
  /** Whether all but what later lines can contradict has been forgotten. */
  settled: boolean;
}

/** An execution of which nothing is known yet. */
export function unknownLife(id: string): Life {
  return {
    id,
    sequence: new Sequence(),
    rebuilt: undefined,
    lastAt: 0,
    begun: false,
    endSeq: undefined,
    unreadable: 0,
    prints: [],
    outcomePrint: undefined,
    waiting: [],
    sightings: new Map(),
    settled: false,
  };
}

/** Remembers what readers are shown of `life` at its present version. */
export function printVersion(life: Life): void {
  const { rebuilt, prints } = life;
  if (!rebuilt || rebuilt.version !== prints.length + 1) return;
  prints.push(fingerprintOfFields(comparable(readerView(rebuilt))));
}

const NOTHING = Object.freeze({});

/** Forgets the bulky parts of an execution whose end was acknowledged; prints stand in for them. */
export function settle(life: Life): void {
  const { rebuilt } = life;
  const acknowledgedAt = rebuilt?.delivery?.acknowledgedAt ?? null;
  if (life.settled || !rebuilt || acknowledgedAt === null) return;
  life.settled = true;
  life.rebuilt = {
    ...rebuilt,
    metadata: NOTHING,
    phases: NOTHING,
    progress: null,
    outcome: null,
  };
}
