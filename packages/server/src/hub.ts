import type { AgentExecutionTracker, Clock, Logger } from '@tracker/core';
import type { Connections } from './connections.js';
import type { Corks } from './corks.js';
import type { Departures } from './departures.js';
import type { Dispatcher } from './dispatcher.js';
import type { Feeds } from './feeds.js';
import type { Gauges } from './gauges.js';
import type { TokenVerifier } from './identity.js';
import type { RateLimit } from './rate-limit.js';
import type { Settings } from './settings.js';

/** What everything in one server shares. */
export interface Hub {
  readonly tracker: AgentExecutionTracker;
  readonly dispatcher: Dispatcher;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: Settings;
  readonly feeds: Feeds;
  readonly connections: Connections;
  readonly rate: RateLimit;
  readonly gauges: Gauges;
  readonly corks: Corks;
  readonly departures: Departures;
}
