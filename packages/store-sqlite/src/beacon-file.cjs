// @ts-check
const { join } = require('node:path');

// CommonJS, because only that knows its own folder both when it is built and when the tests compile the rest
exports.beaconFile = join(__dirname, 'beacon-thread.js');
