// @ts-check
const { join } = require('node:path');

/**
 * Where the built app lies. This file is CommonJS because where a file is can be asked in one way only that both
 * module systems understand, and it is asked by either: by Node from `dist`, by tests from `src`.
 */
exports.APP_FOLDER = join(__dirname, '..', 'dist', 'app');
