import { consistent } from './contradiction.js';
import { eventContradictions } from './event-contradictions.js';
import { eventShape } from './event-shape.js';

/**
 * One fact in an execution's history. `seq` counts 1, 2, 3 … without a gap, `at` is epoch milliseconds
 * of the store's clock and never decreases. The history alone rebuilds the record.
 */
export const historyEventSchema = eventShape.check(consistent(eventContradictions));
