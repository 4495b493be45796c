export { births } from './births.js';
export { conformance } from './conformance.js';
export type { ConformanceCase, Place, StoreSetup, World } from './store-setup.js';
