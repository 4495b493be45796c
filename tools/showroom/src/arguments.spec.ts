import { USAGE, readArguments } from './arguments.js';

it('has a default for everything', () => {
  expect(readArguments([])).toEqual({ help: false, port: 0, seed: 1, pastMinutes: 60 });
});

it('takes what it is given', () => {
  const asked = readArguments(['--port', '8080', '--seed', '7', '--past', '0', '--help']);
  expect(asked).toEqual({ help: true, port: 8080, seed: 7, pastMinutes: 0 });
});

it.each([['--port=70000'], ['--seed=-1'], ['--past=1e3'], ['--nonesuch'], ['--port=']])(
  'refuses %s',
  (argument) => {
    expect(() => readArguments([argument])).toThrow(/port|seed|past|nonesuch/);
  },
);

it('names every option in its help', () => {
  for (const option of ['--port', '--seed', '--past', '--help']) expect(USAGE).toContain(option);
});
