/** What a run is unless told otherwise: large enough for its bounds, small enough to wait for. */
export const DEFAULTS = Object.freeze({
  journeys: 1_000,
  users: 40,
  seed: 1,
  faults: 0.12,
  html: 'dist/golden-path.html',
});

/** Journeys of one round of a soak. */
export const SOAK_ROUND = 400;

/** The name asked for at somebody else's endpoint when OPENAI_MODEL says nothing. */
export const DEFAULT_REMOTE_MODEL = 'gpt-4o-mini';

/** How many processes play. */
export const CREW = Object.freeze({ gateways: 2, workers: 2 });

/** Runs of one worker at once; when it is killed, as many end with it. */
export const CONCURRENCY = 5;

/** Between two renewals of a process's lease, in milliseconds. */
export const LEASE_INTERVAL_MS = 500;

/** Many users share one model, so a few failures in a row among their calls say little about it. */
export const MODEL_BREAKER = Object.freeze({ failureThreshold: 5, recoveryTimeoutMs: 2_000 });
