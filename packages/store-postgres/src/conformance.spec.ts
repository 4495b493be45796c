import { conformance } from '@tracker/store-conformance';
import { aPlace } from './place.fixture.js';

describe('a PostgreSQL store', () => {
  const cases = conformance({ found: aPlace, durable: true, exclusiveClaims: true });
  it.each(cases)('$name', ({ run }) => run());
});
