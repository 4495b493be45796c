import { join } from 'node:path';
import { repositoryRoot } from './repository.js';
import { typeErrors } from './type-errors.js';

const path = join(repositoryRoot(), 'example.ts');

describe('type errors of code that is on no disk', () => {
  it('finds what the packages would refuse', () => {
    const text = "import { canTransition } from '@tracker/state';\ncanTransition('pending', {});";
    expect(typeErrors([{ path, text }])).toEqual([expect.stringContaining('not assignable')]);
  }, 60_000);

  it('has nothing to say about good code, `await` at its top included', () => {
    const text =
      "import { isActive } from '@tracker/state';\nawait Promise.resolve(isActive('running'));";
    expect(typeErrors([{ path, text }])).toEqual([]);
  }, 60_000);
});
