module.exports = {
  displayName: 'cli',
  preset: '../../jest.preset.cjs',
  globalSetup: '@tracker/postgres-server/jest-setup',
  globalTeardown: '@tracker/postgres-server/jest-teardown',
};
