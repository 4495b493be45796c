import { consistent } from './contradiction.js';
import { executionContradictions } from './execution-contradictions.js';
import { executionShape } from './execution-shape.js';

/** An execution as its readers see it, discriminated by its state: an impossible one does not parse. */
export const executionSchema = executionShape.check(consistent(executionContradictions));
