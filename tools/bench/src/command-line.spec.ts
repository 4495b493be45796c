import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs the benchmarks with these arguments, in a process of their own. */
function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(__dirname, 'bench.js'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('the benchmarks', () => {
  it.each([
    [['--only', 'nope'], /no row "nope"; there are lifecycle, heartbeat, .*fanout\./],
    [['--only', 'memory,nope'], /no row "nope"/],
    [['--loud'], /--loud/],
    [['stray'], /stray/],
    [['--write-docs', '--quick'], /--write-docs takes all rows/],
  ])('exit with 2 for %j, and say what is wrong before anything is measured', (args, words) => {
    const { status, stdout, stderr } = bench(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });

  it('name their rows, and exit with 0', () => {
    const { status, stdout } = bench('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Rows:\n {2}lifecycle/);
  });
});
