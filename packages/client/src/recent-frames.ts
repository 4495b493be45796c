import type { AgentFrame } from './agent-frames.js';

/** Frames kept for those who begin to follow an execution after its first ones have come. */
const MAX_RECENT = 1_000;

/** The last frames that came in, oldest first. */
export class RecentFrames {
  #frames: AgentFrame[] = [];

  add(frame: AgentFrame): void {
    this.#frames.push(frame);
    // cut now and then, not at each frame
    if (this.#frames.length >= 2 * MAX_RECENT) this.#frames = this.#frames.slice(-MAX_RECENT);
  }

  of(executionId: string): readonly AgentFrame[] {
    return this.#frames.filter((frame) => frame.executionId === executionId);
  }
}
