module.exports = {
  displayName: 'store-sqlite',
  preset: '../../jest.preset.cjs',
  // a real disk stands behind each test, and it may be busy with others
  testTimeout: 20_000,
};
