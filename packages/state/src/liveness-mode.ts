/** How an execution shows that it is alive: by its process's lease, or by its own heartbeats. */
export const LivenessMode = Object.freeze({
  /** The process that runs it vouches for it. */
  PROCESS: 'process',
  /** Whoever drives it by id must call. */
  HEARTBEAT: 'heartbeat',
});
export type LivenessMode = (typeof LivenessMode)[keyof typeof LivenessMode];
