export { SqliteStore } from './sqlite-store.js';
export type { SqliteStoreOptions } from './options.js';
export type { DriverName } from './sqlite-driver.js';
export { inspectFile, type FileCondition } from './inspect-file.js';
