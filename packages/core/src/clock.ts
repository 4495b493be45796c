/** Returned by whatever has to be ended later; ending twice is harmless. */
export interface Disposable {
  dispose(): void;
}

/** The only source of time. All instants are epoch milliseconds, whole and never decreasing. */
export interface Clock {
  /** The present instant. */
  now(): number;
  /** Calls `fire` once after `delayMs`, unless disposed of before. A timer never keeps a process alive. */
  setTimer(delayMs: number, fire: () => void): Disposable;
}
