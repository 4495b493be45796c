// @ts-check
export { sourceArguments } from './source-arguments.cjs';
export { SourceProcess } from './source-process.js';
