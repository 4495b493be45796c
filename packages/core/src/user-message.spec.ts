import { FailureCode, TimeoutClock } from '@tracker/state';
import { SILENT_LOGGER } from './logger.js';
import { defaultUserMessage, safeUserMessage, type UnhappyCause } from './user-message.js';

const CAUSES: UnhappyCause[] = [
  ...Object.values(FailureCode).map(
    (code) =>
      ({ kind: 'failure', code, fault: 'agent', detail: 'SECRET', dependency: 'SECRET' }) as const,
  ),
  ...Object.values(TimeoutClock).map(
    (clock) => ({ kind: 'timeout', clock, limitMs: 1, elapsedMs: 1 }) as const,
  ),
  { kind: 'death', evidence: 'silence', lastSignAt: 0, limitMs: 1, judgedBy: 'SECRET' },
  { kind: 'cancellation', requestedAt: 0, reason: 'SECRET', forced: false },
];

describe('the words for a user', () => {
  it.each(CAUSES)('are there for %j, and tell no internals', (cause) => {
    const words = defaultUserMessage(cause);
    expect(words).toMatch(/^[A-Z].{15,}\.$/);
    expect(words).not.toContain('SECRET');
    expect(words).not.toMatch(/_|\bnull\b|undefined/);
  });

  it('are the caller’s own where there are any, without the blanks around them', () => {
    const safe = safeUserMessage((cause) => `  Oh no, ${cause.kind}!\n`, SILENT_LOGGER);
    expect(safe(CAUSES[0] as UnhappyCause)).toBe('Oh no, failure!');
  });

  it('are reported when the caller’s own fail', () => {
    const told: string[] = [];
    const logger = {
      ...SILENT_LOGGER,
      error: (_: object, message: string) => void told.push(message),
    };
    const fail = (): never => {
      throw new Error('x');
    };
    expect(safeUserMessage(fail, logger)(CAUSES[0] as UnhappyCause)).toBe(
      defaultUserMessage(CAUSES[0] as UnhappyCause),
    );
    safeUserMessage(() => '', logger)(CAUSES[0] as UnhappyCause);
    expect(told).toEqual([expect.stringContaining('threw'), expect.stringContaining('no words')]);
  });
});
