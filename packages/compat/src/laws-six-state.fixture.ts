import { isEmptyAnswer } from '@tracker/state';
import { isDeepStrictEqual } from 'node:util';
import type { Law } from './ledger.fixture.js';
import type { Json } from './trace.fixture.js';

type Seen = Readonly<Record<string, Json>>;

const SILENT_SECONDS = 10;
const unless = (holds: boolean, broken: string) => (holds ? [] : [broken]);
const isActive = (seen: Seen | undefined) =>
  ['PENDING', 'RUNNING'].includes(String(seen?.['state']));

const inTime: Law = ({ ours, step: { t } }) =>
  Object.entries(ours.after)
    .filter(([, seen]) => isActive(seen))
    .flatMap(([id, { state, start, timeout, heartbeat }]) => [
      ...unless(t - Number(start) <= Number(timeout), `${id} is ${String(state)} after its time`),
      ...unless(
        state !== 'RUNNING' || t - Number(heartbeat) <= SILENT_SECONDS,
        `${id} is silent and runs`,
      ),
    ]);

const endsStay: Law = ({ ours }) =>
  Object.entries(ours.before).flatMap(([id, before]) =>
    unless(
      isActive(before) || isDeepStrictEqual(before, ours.after[id]),
      `${id} has changed after its end`,
    ),
  );

/** What a call makes of what was active. */
const acts: Law = ({ ours, step: { op, args, t } }) => {
  const id = args.id ?? '*';
  const [before, after] = [ours.before[id], ours.after[id]];
  if (!before || !after || !isActive(before)) return [];
  const became = (state: string) =>
    unless(after['state'] === state, `it is ${String(after['state'])}`);
  switch (op) {
    case 'start':
      return became('RUNNING');
    case 'heartbeat':
      return unless(
        after['heartbeats'] === Number(before['heartbeats']) + 1 && after['heartbeat'] === t,
        'the heartbeat is not counted',
      );
    case 'kill':
      return [...became('FAILED'), ...unless(after['end'] === t, 'it has not ended now')];
    case 'complete': {
      const isAnswered = !args['error'] && !isEmptyAnswer(args['result']);
      const kept = isDeepStrictEqual(after['result'], args['result'] ?? null);
      return [
        ...became(isAnswered ? 'COMPLETED' : 'FAILED'),
        ...unless(kept, 'the result is lost'),
      ];
    }
    default:
      return [];
  }
};

/** What must hold of the view of the six-state tracker in every step. */
export const SIX_STATE_LAWS: readonly Law[] = [inTime, endsStay, acts];
