import workspace, { realTime } from '../../eslint.config.mjs';

export default [
  ...workspace,
  // the only ones here that ask the machine
  { ...realTime, files: ['src/monotonic.ts', 'src/soon.ts', 'src/beacon-thread.js'] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
];
