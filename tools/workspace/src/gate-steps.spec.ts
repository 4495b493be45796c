import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GATE_STEPS } from './gate-steps.js';
import { readJson, repositoryRoot } from './repository.js';

describe('the gate', () => {
  it('names every step once', () => {
    const names = GATE_STEPS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(GATE_STEPS)(
    '$name runs a tool that is installed or a file that exists',
    ({ command }) => {
      const [tool = '', file = ''] = command;
      const path = tool === 'node' ? file : join('node_modules', '.bin', tool);
      expect(existsSync(join(repositoryRoot(), path))).toBe(true);
    },
  );

  it('is behind one npm script, and asks for at least what a pull request is asked', () => {
    const { scripts } = readJson('package.json');
    const asked = /-t (.+)$/.exec(scripts.affected)?.[1]?.split(' ') ?? [];
    expect(scripts.verify).toBe('node tools/workspace/src/verify.js');
    expect(asked.length).toBeGreaterThan(0);
    expect(GATE_STEPS.map(({ name }) => name)).toEqual(expect.arrayContaining(asked));
  });
});
