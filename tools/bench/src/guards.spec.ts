import { GuardByHand } from './guard-by-hand.js';
import {
  race,
  raceWithSignal,
  withCockatiel,
  withOpossum,
  withOpossumAndSignal,
} from './guard-peers.js';

const answer = () => Promise.resolve('answer');
const broken = () => Promise.reject(new Error('broken'));

function byHand(call: () => Promise<unknown>) {
  const guard = new GuardByHand();
  return () => guard.guard(call).finally(() => guard.stop());
}

describe.each([
  ['the breaker and wheel by hand', byHand],
  ['Promise.race', race],
  ['Promise.race with a signal', raceWithSignal],
  ['opossum', (call: () => Promise<unknown>) => withOpossum(call).guarded],
  ['opossum with a signal', (call: () => Promise<unknown>) => withOpossumAndSignal(call).guarded],
  ['cockatiel', withCockatiel],
])('%s', (_, make) => {
  it('passes on what the call brings', async () => {
    expect(await make(answer)()).toBe('answer');
    await expect(make(broken)()).rejects.toThrow('broken');
  });
});

describe('the breaker by hand', () => {
  it('opens after three failures', async () => {
    const guard = new GuardByHand();
    for (let i = 0; i < 3; i++) await expect(guard.guard(broken)).rejects.toThrow('broken');
    await expect(guard.guard(answer)).rejects.toThrow('open');
    guard.stop();
  });
});
