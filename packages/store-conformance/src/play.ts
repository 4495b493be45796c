import type { Stage } from './stage.js';

/** A proof before it has a store. */
export interface Play {
  readonly name: string;
  /** What the store has to be able to do for it; undefined for what every store can. */
  readonly needs?: 'durable' | 'exclusiveClaims';
  /** Ended executions the store is to keep at most. */
  readonly maxEnded?: number;
  run(stage: Stage): Promise<void>;
}
