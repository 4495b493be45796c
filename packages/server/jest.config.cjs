module.exports = {
  displayName: 'server',
  preset: '../../jest.preset.cjs',
  // a real server stands behind each test, on a machine that may be busy with others
  testTimeout: 20_000,
};
