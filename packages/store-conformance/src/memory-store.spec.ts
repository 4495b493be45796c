import { MemoryStore } from '@tracker/core';
import { conformance } from './index.js';

describe('the memory store', () => {
  const cases = conformance({
    durable: false,
    found: async ({ clock, maxEnded }) => ({
      open: async () =>
        new MemoryStore({
          clock,
          ...(maxEnded === undefined ? {} : { maxEnded, maxFeed: 4 * maxEnded }),
        }),
    }),
  });
  it.each(cases)('$name', ({ run }) => run());
});
