import { BIRTH } from './birth.fixture.js';
import { decideBirth } from './decide.js';
import { LiveExecution } from './live-execution.js';
import { SignPages } from './sign-pages.js';
import { ALWAYS_AWAKE } from './signs.js';
import { signsForOthers } from './stored-signs.js';

it('writes down the signs of an execution that is driven here whole, and nothing else of it', () => {
  const live = new LiveExecution(decideBirth(BIRTH, 7).next, new SignPages().take());
  expect(signsForOthers(live, ALWAYS_AWAKE, 9)).toStrictEqual({
    aliveAt: 7,
    progressAt: 7,
    leaseAt: null,
    stalledSince: null,
  });
});
