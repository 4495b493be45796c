// @ts-check
import { randomUUID } from 'node:crypto';
import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { goal } from './goal.js';
import { plainExecution } from './plain-execution.js';
import { populate, userOf } from './population.js';
import { row } from './row.js';
import { ratio, spread } from './spread.js';

/** What is in use after everything unreachable is gone; needs `--expose-gc`, as the parts' processes have. */
function heapInUse() {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Memory of a live execution. */
export const memory = row({
  name: 'memory',
  title: 'bytes of a live execution, running, among many',
  parts: {
    async tracker({ many }) {
      // nothing may come due while it is filled, so the clock stands still
      const clock = new ManualClock();
      const store = new MemoryStore({ clock });
      const tracker = new AgentExecutionTracker({ store, clock });
      const before = heapInUse();
      await populate(tracker, many);
      const bytes = (heapInUse() - before) / many;
      const { live } = await tracker.getMetrics();
      if (live !== many) throw new Error(`${live} of ${many} are live`);
      return bytes;
    },
    async plain({ many }) {
      /** @type {Map<string, object>} */
      const records = new Map();
      const before = heapInUse();
      // the ids in a list of their own as well, as the tracker's part has them
      const ids = Array.from({ length: many }, () => `exec_${randomUUID()}`);
      ids.forEach((id, index) => records.set(id, plainExecution(id, userOf(index), Date.now())));
      const bytes = (heapInUse() - before) / many;
      if (records.size !== ids.length) throw new Error('ids collided');
      return bytes;
    },
  },
  judge({ tracker, plain }) {
    const against = 'plain object in a Map';
    return {
      figures: [
        { name: 'tracker', value: spread([tracker]), unit: 'B' },
        { name: against, value: spread([plain]), unit: 'B' },
      ],
      goals: [
        goal({
          claim: 'bytes a live execution',
          against,
          value: ratio([tracker], [plain]),
          unit: '×',
          reach: { is: '≤', limit: 2 },
        }),
      ],
    };
  },
});
