import workspace from '../../eslint.config.mjs';

export default [
  ...workspace,
  { files: ['src/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
];
