import { builtinModules } from 'node:module';
import workspace, { realTime } from '../../eslint.config.mjs';

const message = 'The app runs in a browser, without Node.';

export default [
  ...workspace,
  { ...realTime, files: ['src/app/browser-time.ts'] },
  {
    files: ['src/app-folder.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['src/app/**/*.{ts,tsx}'],
    ignores: ['**/*.{spec,fixture}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: builtinModules.map((name) => ({ name, message })),
          patterns: [{ group: ['node:*'], message }],
        },
      ],
    },
  },
  {
    files: ['package.json'],
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          // the app is made of them, and the rule sees only what Node loads
          ignoredDependencies: ['@tracker/audit', '@tracker/client'],
          ignoredFiles: ['*.cjs', '*.mjs', 'src/**/*.spec.*', 'src/**/*.fixture.*'].map(
            (glob) => `{projectRoot}/${glob}`,
          ),
        },
      ],
    },
  },
];
