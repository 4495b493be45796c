// @ts-check
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

// What was compiled once is kept, so that the next process is up in a moment.
const CACHE = join(__dirname, '../../../node_modules/.cache/tracker-source');
mkdirSync(CACHE, { recursive: true });

/** @param {string} source */
function compiled(source) {
  const kept = join(CACHE, `${createHash('sha256').update(source).digest('hex')}.cjs`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const ts = require('typescript');
    const compilerOptions = {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    const draft = `${kept}.${process.pid}`; // several processes may compile the same
    writeFileSync(draft, outputText);
    renameSync(draft, kept);
    return outputText;
  }
}

/** @type {any} */
const loader = Module;

/** @type {(module: any, path: string) => void} */
loader._extensions['.ts'] = (module, path) =>
  module._compile(compiled(readFileSync(path, 'utf8')), path);

const resolve = loader._resolveFilename;
/** @type {(this: unknown, request: string, ...rest: unknown[]) => string} */
loader._resolveFilename = function (request, ...rest) {
  try {
    return resolve.call(this, request, ...rest);
  } catch (error) {
    if (!/^\..*\.js$/.test(request)) throw error;
    return resolve.call(this, request.replace(/\.js$/, '.ts'), ...rest);
  }
};

process.argv.splice(1, 1);
require(/** @type {string} */ (process.argv[1]));
