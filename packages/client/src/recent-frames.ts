import type { HeldFrame } from './held-frame.js';

/** Frames kept for those who begin to follow an execution after its first ones have come; and bytes of them. */
const MAX_RECENT = 1_000;
const MAX_RECENT_BYTES = 8_388_608;

/** The last frames that came in, oldest first. */
export class RecentFrames {
  #held: HeldFrame[] = [];
  #bytes = 0;

  add(held: HeldFrame): void {
    this.#held.push(held);
    this.#bytes += held.bytes;
    // cut now and then, not at each frame
    if (this.#held.length >= 2 * MAX_RECENT || this.#bytes >= 2 * MAX_RECENT_BYTES) this.#cut();
  }

  of(executionId: string): readonly HeldFrame[] {
    return this.#held.filter(({ frame }) => frame.executionId === executionId);
  }

  /** Keeps the newest: as many as both limits allow. */
  #cut(): void {
    let bytes = 0;
    const isNoLonger = ({ bytes: more }: HeldFrame): boolean => (bytes += more) > MAX_RECENT_BYTES;
    const last = this.#held.findLastIndex(isNoLonger);
    this.#held = this.#held.slice(last + 1).slice(-MAX_RECENT);
    this.#bytes = this.#held.reduce((sum, held) => sum + held.bytes, 0);
  }
}
