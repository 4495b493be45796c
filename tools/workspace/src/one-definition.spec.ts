import { audit } from '@tracker/compat/commands';
import { repositoryRoot } from './repository.js';

it('defines state once, tracks in one place and passes no dictionary as a state, but where it says why', async () => {
  const { files, findings, excepted } = await audit(repositoryRoot());
  expect(findings.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  expect(files).toBeGreaterThan(300);
  expect(excepted.length).toBeGreaterThan(0);
}, 120_000);
