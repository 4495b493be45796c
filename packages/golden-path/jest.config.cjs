module.exports = { displayName: 'golden-path', preset: '../../jest.preset.cjs' };
