import type { Law } from './ledger.fixture.js';
import type { Json } from './trace.fixture.js';

const INTERVAL_SECONDS = 5;
const MOST = 6;
const unless = (holds: boolean, broken: string) => (holds ? [] : [broken]);

const silence: Law = ({ ours, step: { t } }) =>
  Object.entries(ours.after).flatMap(([id, { alive, last, missed }]) => {
    const silent = t - Number(last);
    const misses = Math.max(0, Math.ceil(silent / INTERVAL_SECONDS) - 1);
    return [
      ...unless(!alive || silent <= INTERVAL_SECONDS * MOST, `${id} is silent and alive`),
      ...unless(missed === (alive ? misses : MOST), `${id} has missed ${String(missed)}`),
    ];
  });

const deathStays: Law = ({ ours, step: { op } }) =>
  Object.entries(ours.before).flatMap(([id, { alive }]) =>
    // what is monitored anew is another execution
    unless(op === 'start' || alive !== false || !ours.after[id]?.['alive'], `${id} lives again`),
  );

const counts: Law = ({ ours, step: { op }, outcome }) => {
  if (!['metrics', 'health'].includes(op) || !('value' in outcome)) return [];
  const told = outcome.value as Readonly<Record<string, Json>>;
  const seen = Object.values(ours.after);
  const alive = seen.filter((each) => each['alive']).length;
  return unless(
    told['activeExecutions'] === seen.length &&
      told['aliveExecutions'] === alive &&
      told['deadExecutions'] === seen.length - alive,
    'it counts what is not there',
  );
};

/** What must hold of the view of the heartbeat monitor in every step. */
export const HEARTBEAT_LAWS: readonly Law[] = [silence, deathStays, counts];
