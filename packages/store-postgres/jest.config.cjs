module.exports = {
  displayName: 'store-postgres',
  preset: '../../jest.preset.cjs',
  globalSetup: '@tracker/postgres-server/jest-setup',
  globalTeardown: '@tracker/postgres-server/jest-teardown',
  // a real server stands behind each test, and some of them kill it
  testTimeout: 60_000,
};
