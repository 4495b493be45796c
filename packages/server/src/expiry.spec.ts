import { ManualClock } from '@tracker/core/testing';
import { atExpiry } from './expiry.js';

const DAY_MS = 86_400_000;

describe('a token that runs out', () => {
  it.each([1, 24, 25, 60])('in %i days is noticed then, and not before', async (days) => {
    const clock = new ManualClock();
    const expired = jest.fn();
    const identity = {
      userId: 'ada',
      role: 'user',
      expiresAt: clock.now() + days * DAY_MS,
    } as const;
    atExpiry(identity, clock, expired);
    await clock.advance(days * DAY_MS - 1);
    expect(expired).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('is no matter any more once the connection is gone', async () => {
    const clock = new ManualClock();
    const expired = jest.fn();
    const identity = { userId: 'ada', role: 'user', expiresAt: clock.now() + 60 * DAY_MS } as const;
    const watching = atExpiry(identity, clock, expired);
    await clock.advance(30 * DAY_MS);
    watching?.dispose();
    await clock.advance(60 * DAY_MS);
    expect(expired).not.toHaveBeenCalled();
  });
});
