import { TIMEOUT_LAWS } from './laws-timeout.fixture.js';
import { followsItsRecordings } from './recorded-surface.fixture.js';
import { replayTimeout } from './replay-timeout.fixture.js';
import { TIMEOUT_RULES } from './rules-timeout.fixture.js';

followsItsRecordings({
  surface: 'timeout',
  files: ['timeout'],
  play: replayTimeout,
  rules: TIMEOUT_RULES,
  laws: TIMEOUT_LAWS,
});
