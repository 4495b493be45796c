export { instrument, type Telemetry } from './telemetry-instrument.js';
export type { InstrumentOptions, ParentOf } from './telemetry-options.js';
export type { FollowedTracker } from './telemetry-follower.js';
