import { HEARTBEAT_LAWS } from './laws-heartbeat.fixture.js';
import { followsItsRecordings } from './recorded-surface.fixture.js';
import { replayHeartbeat } from './replay-heartbeat.fixture.js';
import { HEARTBEAT_RULES } from './rules-heartbeat.fixture.js';

followsItsRecordings({
  surface: 'heartbeat',
  files: ['heartbeat'],
  play: replayHeartbeat,
  rules: HEARTBEAT_RULES,
  laws: HEARTBEAT_LAWS,
});
