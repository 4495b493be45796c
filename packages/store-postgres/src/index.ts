export { PostgresStore } from './postgres-store.js';
export type { PostgresStoreOptions, TlsOptions } from './options.js';
export { inspectSchema, type SchemaCondition } from './inspect.js';
