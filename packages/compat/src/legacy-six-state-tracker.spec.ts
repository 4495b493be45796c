import { SIX_STATE_LAWS } from './laws-six-state.fixture.js';
import { followsItsRecordings } from './recorded-surface.fixture.js';
import { replaySixState } from './replay-six-state.fixture.js';
import { SIX_STATE_RULES } from './rules-six-state.fixture.js';

followsItsRecordings({
  surface: 'six-state',
  files: ['core6'],
  play: replaySixState,
  rules: SIX_STATE_RULES,
  laws: SIX_STATE_LAWS,
});
