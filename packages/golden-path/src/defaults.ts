/** What a run is unless told otherwise: large enough for its bounds, small enough to wait for. */
export const DEFAULTS = Object.freeze({
  journeys: 1_000,
  users: 40,
  seed: 1,
  faults: 0.12,
  report: 'dist/golden-path.html',
});

/** The name asked for at somebody else's endpoint when OPENAI_MODEL says nothing. */
export const DEFAULT_REMOTE_MODEL = 'gpt-4o-mini';
