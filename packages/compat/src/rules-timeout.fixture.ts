import type { Allowance, Moment, Rules } from './ledger.fixture.js';
import type { Json } from './trace.fixture.js';

const allow = (ids: readonly string[], fields: readonly string[]): Allowance[] =>
  ids.map((id) => ({ id, fields }));

const everyone: Allowance = { id: '*', fields: ['returned'] };
const secondsOf = (at: Json | undefined) => (at as { readonly t: number }).t;

/** Limits that have run out and that no check had found yet. */
function unfound({ legacy, step: { t } }: Moment): string[] {
  const worlds = [legacy.before, legacy.after];
  return worlds.flatMap((world) =>
    Object.entries(world)
      .filter(([, seen]) => seen['has_timed_out'] === false && secondsOf(seen['timeout_at']) <= t)
      .map(([id]) => id),
  );
}

/** Limits of which it showed what was left when somebody last asked. */
function remembered({ legacy, step: { t } }: Moment): string[] {
  return Object.entries(legacy.after)
    .filter(([, seen]) => secondsOf(seen['timeout_at']) - t !== seen['remaining_seconds'])
    .map(([id]) => id);
}

/** When the deviations from the timeout manager come about, from what was recorded of it. */
export const TIMEOUT_RULES: Rules = {
  'truth-at-read-time': (moment) => {
    const ids = unfound(moment);
    const fields = [
      'has_timed_out',
      'timeout_reason',
      'remaining_seconds',
      'timeout_at',
      'timeout_seconds',
      'returned',
      'listed',
    ];
    return [
      ...allow(remembered(moment), ['remaining_seconds']),
      ...(ids.length > 0 ? [...allow(ids, fields), everyone] : []),
    ];
  },
  'agents-by-their-whole-name': ({ step }) => {
    const { agent, seconds } = step.args;
    const isLong = ['data_helper', 'synthetic_data', 'corpus_admin'].includes(String(agent));
    if (!isLong || typeof seconds === 'number') return [];
    const fields = [
      'timeout_seconds',
      'timeout_at',
      'remaining_seconds',
      'returned',
      'listed',
      'has_timed_out',
      'timeout_reason',
    ];
    return [...allow([step.op === 'set' ? String(step.args.id) : String(agent)], fields), everyone];
  },
};
