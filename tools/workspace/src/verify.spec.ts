import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { GATE_STEPS } from './gate-steps.js';
import { repositoryRoot } from './repository.js';

const verify = (...args: string[]) =>
  spawnSync(process.execPath, [join(repositoryRoot(), 'tools/workspace/src/verify.js'), ...args], {
    encoding: 'utf8',
  });

describe('the verify command', () => {
  it('explains itself and every step, and does nothing else', () => {
    const { status, stdout } = verify('--help');
    expect(status).toBe(0);
    expect(GATE_STEPS.filter(({ name }) => !stdout.includes(`  ${name} `))).toEqual([]);
  });

  it.each([
    ['a step that is none', ['--only', 'nope'], 'no step is called nope; the steps are format,'],
    ['an option that is none', ['--all'], "Unknown option '--all'"],
    ['a word too many', ['lint'], "Unexpected argument 'lint'"],
  ])('refuses %s with exit code 2 and says what is allowed', (_, args, message) => {
    const { status, stderr } = verify(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage:');
  });
});
