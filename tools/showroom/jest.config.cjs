module.exports = { displayName: 'showroom', preset: '../../jest.preset.cjs' };
