export { openStore, type OpenStoreOptions } from './open-store.js';
export { StoreKind, storeKind } from './store-kind.js';
export { inspectStore, type StoreCondition } from './inspect-store.js';
