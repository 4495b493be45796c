import { readArguments } from './arguments.js';

describe('the arguments of the simulation', () => {
  it.each([
    [[], { from: 1, seeds: 1_000, ground: 'memory', trace: false }],
    [['--seeds', '5', '--from', '9'], { from: 9, seeds: 5, ground: 'memory', trace: false }],
    [
      ['--seed', '4711', '--trace', '--store', 'sqlite'],
      { from: 4_711, seeds: 1, ground: 'sqlite', trace: true },
    ],
  ])('%j mean %j', (args, asked) => {
    expect(readArguments(args)).toEqual(asked);
  });

  it.each([[['--seeds', 'many']], [['--seed', '-1']], [['--sed', '1']], [['--store', 'paper']]])(
    '%j are refused',
    (args) => {
      expect(() => readArguments(args)).toThrow();
    },
  );
});
