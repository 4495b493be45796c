module.exports = {
  displayName: 'bench',
  preset: '../../jest.preset.cjs',
  // some rows start a real server
  testTimeout: 120_000,
};
