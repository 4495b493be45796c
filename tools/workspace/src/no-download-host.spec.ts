import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles, repositoryRoot } from './repository.js';

/** Put together here, so that this file does not name one either. */
const HOSTS = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['registry', 'npmmirror'],
  ['npm', 'pkg', 'github'],
  ['unpkg', 'com'],
  ['cdn', 'jsdelivr'],
  ['nodejs', 'org/dist'],
  ['objects', 'githubusercontent'],
].map((parts) => parts.join('.'));

it('leaves to each machine where it downloads from: no file names a host', () => {
  const naming = repositoryFiles().filter((file) => {
    const text = readFileSync(join(repositoryRoot(), file), 'utf8');
    return HOSTS.some((host) => text.includes(host));
  });
  expect(naming).toEqual([]);
});
