// For those who write a store: `@tracker/core/store-kit`.
export { areNewer, ALWAYS_AWAKE } from './signs.js';
export { deadlineBesideLease, signsForOthers, standsOnLease } from './stored-signs.js';
export { isOverdue, isUndelivered } from './delivery.js';
export { isDue, nextDeadline } from './judge.js';
export { apply } from './fold.js';
export { toDraft } from './record.js';
export { userOf } from './scope.js';
export { GroupCommit, type GroupCommitOptions } from './group-commit.js';
export { inHalves, resultsOf, type Answer } from './apart.js';
export { Beacon, type BeaconOptions, type LoopOrders } from './beacon.js';
export { feedExpired, listExpired } from './cursor-expired.js';
