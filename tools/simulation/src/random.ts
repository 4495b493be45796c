import { SeededRandom } from '@tracker/core/testing';

/** Chance from a seed: the same seed draws the same numbers for ever. */
export class Random extends SeededRandom {
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A source of its own, so that what one part draws does not shift what another gets. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 4_294_967_296));
  }
}
