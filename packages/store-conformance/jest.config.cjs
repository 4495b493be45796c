module.exports = { displayName: 'store-conformance', preset: '../../jest.preset.cjs' };
