// @ts-check
/**
 * Imports a module by its file. This file is CommonJS because there alone an import stays what it is, whichever of the
 * module systems its caller is compiled to.
 * @param {string} href
 * @returns {Promise<Record<string, unknown>>}
 */
exports.importModule = (href) => import(href);
