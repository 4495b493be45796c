import { isActive, type Execution } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { quoted } from './evidence-words.js';
import { canonicalJson, fingerprintOfFields } from './fingerprint.js';
import type { Life } from './life.js';
import { identityRules } from './opening-rules.js';
import type { ReadRecord } from './read-record.js';
import { comparable, readerView } from './reader-view.js';

/** Facts that readers see before they are written: an end, and that its delivery is overdue. */
const UNWRITTEN_FACTS = 2;

function sameEnd(record: Execution, life: Life): boolean {
  const { rebuilt } = life;
  if (!rebuilt || !('endedAt' in record)) return false;
  const { state, endedAt, cause } = record;
  return (
    state === rebuilt.state && endedAt === rebuilt.endedAt && cause.kind === rebuilt.cause?.kind
  );
}

function hasEnded({ rebuilt }: Life): boolean {
  return rebuilt !== undefined && rebuilt.endedAt !== null;
}

/** Whether the history has come far enough to judge the read. */
export function canJudge({ record }: ReadRecord, life: Life): boolean {
  // an end is seen the moment it is due, which may be before anybody has written it
  return record.version <= life.sequence.last && (isActive(record.state) || hasEnded(life));
}

function difference(record: Execution, life: Life): readonly [string, string] {
  const { version } = record;
  const { rebuilt } = life;
  const claim = `a reader saw version ${version} in state '${record.state}', phase '${record.phase}'`;
  if (!rebuilt || life.settled || rebuilt.version !== version) {
    return [`facts 1 to ${version} of the history rebuild something else`, claim];
  }
  const told = readerView(rebuilt) as unknown as Record<string, unknown>;
  const seen = record as unknown as Record<string, unknown>;
  const fields = [...new Set([...Object.keys(told), ...Object.keys(seen)])];
  const field = fields.find((name) => canonicalJson(told[name]) !== canonicalJson(seen[name]));
  if (field === undefined) return ['the history rebuilds something else', claim];
  return [
    `facts 1 to ${version} of the history rebuild ${field} ${quoted(told[field])}`,
    `a reader of version ${version} saw ${field} ${quoted(seen[field])}`,
  ];
}

function endRules(record: Execution, life: Life): readonly Contradiction[] {
  return when(!sameEnd(record, life), 'read_contradicted', () => [
    `the history ended in '${life.rebuilt?.state}' at ${life.rebuilt?.endedAt}`,
    `a reader had seen it end in '${record.state}' at ${'endedAt' in record ? record.endedAt : '?'}`,
  ]);
}

/** A record equals what its history rebuilds; an end seen before it was written is the end that was. */
export function recordRules({ record }: ReadRecord, life: Life): readonly Contradiction[] {
  const { rebuilt, prints, endSeq } = life;
  const identity = rebuilt ? identityRules(rebuilt, record, "a reader's record") : [];
  if (prints[record.version - 1] === fingerprintOfFields(comparable(record))) return identity;
  const foreseen = !isActive(record.state) && endSeq !== undefined && record.version < endSeq;
  if (foreseen) return [...identity, ...endRules(record, life)];
  return [...identity, ...when(true, 'read_differs', () => difference(record, life))];
}

/** A read that the history, now complete, never reached. */
export function unreachedRules({ record }: ReadRecord, life: Life): readonly Contradiction[] {
  const { version, state } = record;
  const { last } = life.sequence;
  const foreseen = !isActive(state) && life.begun && version <= last + UNWRITTEN_FACTS;
  if (foreseen && hasEnded(life)) return endRules(record, life);
  if (foreseen) {
    return when(last > version, 'read_contradicted', () => [
      `the history goes on to fact ${last} without an end`,
      `a reader of version ${version} had seen it end in '${state}'`,
    ]);
  }
  return when(true, 'read_differs', () => [
    `the history has ${last} facts`,
    `a reader saw version ${version} of it`,
  ]);
}
