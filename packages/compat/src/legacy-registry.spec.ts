import { REGISTRY_LAWS } from './laws-registry.fixture.js';
import { followsItsRecordings } from './recorded-surface.fixture.js';
import { replayRegistry } from './replay-registry.fixture.js';
import { REGISTRY_RULES } from './rules-registry.fixture.js';

followsItsRecordings({
  surface: 'registry',
  files: ['registry_original', 'registry_final'],
  play: replayRegistry,
  rules: REGISTRY_RULES,
  laws: REGISTRY_LAWS,
});
