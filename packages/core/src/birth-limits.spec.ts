import { BirthLimits } from './birth-limits.js';
import { DEFAULT_LIMITS } from './default-limits.js';

const limits = new BirthLimits({
  chat: { executionTimeoutMs: 1_000, idleTimeoutMs: 500 },
  plain: {},
  undone: { executionTimeoutMs: undefined } as object,
});

describe('the limits an execution is born with', () => {
  it('are the defaults where nobody says otherwise', () => {
    expect(limits.for({ agentName: 'nobody' })).toBe(DEFAULT_LIMITS);
    expect(limits.for({ agentName: 'plain' })).toEqual(DEFAULT_LIMITS);
    expect(limits.for({ agentName: 'undone' })).toEqual(DEFAULT_LIMITS);
  });

  it('are its own, over its agent’s, over its tier’s, over the defaults', () => {
    const own = { idleTimeoutMs: 7, livenessTimeoutMs: undefined };
    expect(limits.for({ agentName: 'chat', tier: 'platform', limits: own })).toEqual({
      ...DEFAULT_LIMITS,
      executionTimeoutMs: 1_000,
      idleTimeoutMs: 7,
    });
    expect(limits.for({ agentName: 'plain', tier: 'platform' })).toEqual({
      ...DEFAULT_LIMITS,
      executionTimeoutMs: 120_000,
    });
  });

  it.each([
    { agentName: 'chat' },
    { agentName: 'chat', tier: 'mid' },
    { agentName: 'nobody', tier: 'mid' },
  ] as const)(
    'are one object, and frozen, for all that ask for $agentName of tier $tier',
    (asked) => {
      expect(limits.for(asked)).toBe(limits.for({ ...asked }));
      expect(Object.isFrozen(limits.for(asked))).toBe(true);
    },
  );

  it('of one agent or tier are not those of another', () => {
    expect(limits.for({ agentName: 'chat', tier: 'mid' })).not.toEqual(
      limits.for({ agentName: 'nobody', tier: 'mid' }),
    );
    expect(limits.for({ agentName: 'nobody', tier: 'mid' })).not.toEqual(
      limits.for({ agentName: 'nobody', tier: 'platform' }),
    );
  });
});
