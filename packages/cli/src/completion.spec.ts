import { execFileSync } from 'node:child_process';
import { EXECUTION_STATES } from '@tracker/state';
import { LOG_LEVELS } from './process-log.js';
import { tracker } from './terminal.fixture.js';

const script = async (shell: string): Promise<string> =>
  (await tracker(['completion', shell])).stdout;

/** What bash offers for the last word of a command line. */
async function offered(...words: string[]): Promise<string[]> {
  const list = words.map((word) => `'${word}'`).join(' ');
  const asked = `${await script('bash')}\nCOMP_WORDS=(tracker ${list}); COMP_CWORD=${words.length}; _tracker; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const said = execFileSync('bash', ['-c', asked], { encoding: 'utf8' });
  return said.split('\n').filter(Boolean);
}

describe('completion in bash', () => {
  it('offers commands, then their options, then the values there are', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['serve', 'ls', 'why', 'doctor']));
    expect(await offered('s')).toEqual(['serve', 'show']);
    expect(await offered('ls', '--und')).toEqual(['--undelivered']);
    expect(await offered('serve', '--log-level', '')).toEqual([...LOG_LEVELS]);
    expect(await offered('ls', '--state', '')).toEqual([...EXECUTION_STATES]);
  });
});

describe('completion in other shells', () => {
  it('names the same commands and options', async () => {
    const [zsh, fish] = [await script('zsh'), await script('fish')];
    expect(zsh).toMatch(/^#compdef tracker/);
    expect(zsh).toContain("'--undelivered[");
    expect(fish).toMatch(/-a doctor /);
    expect(fish).toMatch(/__fish_seen_subcommand_from ls' -l undelivered /);
  });
});
