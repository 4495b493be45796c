// verbose, so that what was not run for want of a browser is named
module.exports = { displayName: 'showroom', preset: '../../jest.preset.cjs', verbose: true };
