import type { AgentFrame } from './agent-frames.js';

/** A frame that is kept, and what it counts against the limits in bytes. */
export interface HeldFrame {
  readonly frame: AgentFrame;
  readonly bytes: number;
}
