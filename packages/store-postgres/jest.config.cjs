module.exports = {
  displayName: 'store-postgres',
  preset: '../../jest.preset.cjs',
  globalSetup: '<rootDir>/test-server/global-setup.mjs',
  globalTeardown: '<rootDir>/test-server/global-teardown.mjs',
  // a real server stands behind each test, and some of them kill it
  testTimeout: 60_000,
};
