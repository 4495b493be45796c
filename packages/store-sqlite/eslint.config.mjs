import workspace, { realTime } from '../../eslint.config.mjs';

const packageRules = workspace.find(({ rules }) => rules?.['@nx/dependency-checks']);
const [severity, checks] = packageRules.rules['@nx/dependency-checks'];

export default [
  ...workspace,
  // another process's lock, a disk and a second thread are waited for in the time of the machine
  { ...realTime, files: ['src/{pause.ts,beacon-thread.js}'] },
  { files: ['src/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    ...packageRules,
    // the user's own, if they have it; it is not installed here
    rules: {
      '@nx/dependency-checks': [severity, { ...checks, ignoredDependencies: ['better-sqlite3'] }],
    },
  },
];
