import { AGENT_LAWS } from './laws-agent.fixture.js';
import { followsItsRecordings } from './recorded-surface.fixture.js';
import { replayAgent } from './replay-agent.fixture.js';
import { AGENT_RULES } from './rules-agent.fixture.js';

followsItsRecordings({
  surface: 'nine-state',
  files: ['canonical_directed', 'canonical'],
  play: replayAgent,
  rules: AGENT_RULES,
  laws: AGENT_LAWS,
});
