import { LegacyBreaker } from './legacy-breaker.js';
import { TimeoutError, ValueError } from './legacy-errors.js';
import { timeoutConfig } from './legacy-timeout-config.js';
import type { Ledger } from './ledger.fixture.js';
import { camelKeys, replayWorld } from './replay-world.fixture.js';
import { replay, returned, type Args, type Driven } from './replay.fixture.js';
import { EPOCH_MS, type Sequence } from './trace.fixture.js';

/** What the breaker goes by in differences. */
const BREAKER = 'breaker';

/** Replays what was recorded of the breaker. */
export function replayBreaker(sequence: Sequence, ledger: Ledger): Promise<void> {
  const world = replayWorld();
  const { clock } = world;
  const breaker = new LegacyBreaker();
  const config = timeoutConfig(camelKeys(sequence.params));
  const secondsOf = (at: number) => (at === 0 ? 0 : (at - EPOCH_MS) / 1_000);

  const operate = async ({ kind, takes }: Args): Promise<unknown> => {
    if (Number(takes) > 0) {
      await new Promise<void>((resolve) => clock.setTimer(Number(takes) * 1_000, resolve));
    }
    if (kind === 'error') throw new ValueError('boom');
    if (kind === 'timeout_error') throw new TimeoutError('slow');
    return kind === 'ok' ? 'ok' : 0;
  };
  const driven: Driven = {
    perform: async ({ op, args }) =>
      op === 'call'
        ? breaker.call(() => operate(args), { clock, config, operation: 'op' })
        : undefined,
    async observe() {
      const { state, failures, successes, lastFailureAt, nextAttemptAt } = breaker.standing;
      const [last_failure, next_attempt] = [secondsOf(lastFailureAt), secondsOf(nextAttemptAt)];
      return { [BREAKER]: { state, failures, successes, last_failure, next_attempt } };
    },
    recorded: (_, { after }) => ({ [BREAKER]: after }),
    compare: async (step, outcome) => returned(step, outcome, BREAKER),
  };
  return replay(sequence, { driven, ledger, world });
}
