// @ts-check
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

// Required before all else by processes that run the source as it is; what was compiled once is kept, so that a
// process is up in a moment.
const CACHE = join(__dirname, '../../../node_modules/.cache/tracker-source');
mkdirSync(CACHE, { recursive: true });

/** @type {any} */
const loader = Module;

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
    writeFileSync(`${kept}.${process.pid}`, outputText);
    renameSync(`${kept}.${process.pid}`, kept);
    return outputText;
  }
}

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
