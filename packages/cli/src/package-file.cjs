// @ts-check
/**
 * The manifest of this package. This file is CommonJS because where a file is can be asked in one way only that both
 * module systems understand, and it is asked by either: by Node from `dist`, by tests from `src`.
 */
exports.PACKAGE_FILE = `${__dirname}/../package.json`;
