import type { HistoryEvent } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { belongsAfterEnd, factRules } from './fact-rules.js';
import { printVersion, settle, type Life } from './life.js';
import { openingRules } from './opening-rules.js';
import { outcomePrint } from './outcome-print.js';
import { after, born } from './rebuild.js';

/** The number and the instant that every fact has, readable or not. */
interface Numbered {
  readonly seq: number;
  readonly at: number;
}

/** What the number and the date of a fact contradict. Gaps are told when the history is complete. */
function orderRules(life: Life, { seq, at }: Numbered): readonly Contradiction[] {
  const { last } = life.sequence;
  const place = life.sequence.note(seq);
  const backwards = at < life.lastAt && (place === 'next' || place === 'ahead');
  const before = life.lastAt;
  life.lastAt = Math.max(before, at);
  return [
    ...when(place === 'repeated', 'seq_duplicate', () => [
      `the history already has facts up to ${last}`,
      `another fact has the number ${seq}`,
    ]),
    ...when(place === 'late', 'seq_disorder', () => [
      `fact ${last} came before`,
      `fact ${seq} came after it`,
    ]),
    ...when(backwards, 'time_backwards', () => [
      `the fact before it is dated ${before}`,
      `fact ${seq} is dated ${at}`,
    ]),
  ];
}

function happen(life: Life, event: HistoryEvent): void {
  const { rebuilt } = life;
  if (!rebuilt) {
    if (event.type === 'created') life.rebuilt = born(event);
  } else if (event.type !== 'created' && (rebuilt.endedAt === null || belongsAfterEnd(event))) {
    life.rebuilt = after(rebuilt, event);
    if (event.type === 'ended') {
      life.endSeq = event.seq;
      life.outcomePrint = outcomePrint(event.outcome);
    }
  }
  printVersion(life);
  settle(life);
}

/** Takes note that a fact is there which can't be read. */
export function witnessUnreadable(life: Life, fact: Numbered): readonly Contradiction[] {
  life.unreadable += 1;
  life.begun = true;
  return orderRules(life, fact);
}

/** Lets one fact happen to `life`, and tells what it contradicts there. */
export function witness(life: Life, event: HistoryEvent): readonly Contradiction[] {
  const { rebuilt, begun } = life;
  const order = orderRules(life, event);
  life.begun = true;
  const known = order.some(({ code }) => code === 'seq_duplicate' || code === 'seq_disorder');
  if (known && (rebuilt || event.type !== 'created')) return order;
  const opening = begun ? [] : openingRules(event);
  const broken = rebuilt ? factRules(rebuilt, event) : opening;
  happen(life, event);
  return [...order, ...broken];
}

/** Numbers that a complete history lacks. */
export function gapRules({ sequence }: Life): readonly Contradiction[] {
  return sequence.gaps.flatMap(({ from, to }) =>
    when(true, 'seq_gap', () => [
      `the history goes on to fact ${sequence.last}`,
      from === to ? `fact ${from} is missing` : `facts ${from} to ${to} are missing`,
    ]),
  );
}

/** An execution whose bound has passed at `asOf` has ended. */
export function endlessRules(
  { rebuilt, unreadable }: Life,
  asOf: number,
): readonly Contradiction[] {
  // an unreadable fact may have been the end, and has been reported
  if (!rebuilt || rebuilt.endedAt !== null || unreadable > 0) return [];
  return when(asOf > rebuilt.endsBy, 'never_ended', () => [
    `created at ${rebuilt.createdAt}, it had to end by ${rebuilt.endsBy}`,
    `as of ${asOf} the history stops in state '${rebuilt.state}' at ${rebuilt.updatedAt}`,
  ]);
}
