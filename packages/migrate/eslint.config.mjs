import workspace from '../../eslint.config.mjs';

export default [
  ...workspace,
  // definitions that compete, to be found
  {
    files: ['src/judge-sighting.spec.ts'],
    rules: { '@tracker/no-state-redefinition': 'off' },
  },
];
