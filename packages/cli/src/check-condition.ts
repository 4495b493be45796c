import { TABLE_DIGEST } from '@tracker/state';
import type { StoreCondition } from '@tracker/stores';
import { byteSize } from './bytes.js';
import { fail, ok, warn, type Finding } from './finding.js';
import { span } from './span.js';

const SKEW_MS = 2_000;
const LARGE_WAL_BYTES = 67_108_864;

/** What the condition of a store means for whoever runs it. */
export function checkCondition(condition: StoreCondition): Finding[] {
  if (!condition.exists) {
    const todo = 'Nothing, if it is new: "tracker serve" makes it. Else check --store.';
    return [warn('store', 'There is nothing at this address yet.', todo)];
  }
  return [
    ok('store', `reached by ${condition.by ?? 'nobody'}`),
    ...schema(condition),
    ...digest(condition),
    ...clock(condition),
    ...lock(condition),
    ...log(condition),
  ];
}

function schema({ schemaVersion: found, latestSchema: latest }: StoreCondition): Finding[] {
  if (latest === null) return [];
  const said = `version ${found} of ${latest}`;
  if (found === latest) return [ok('schema', said)];
  return found < latest
    ? [warn('schema', said, 'Run "tracker migrate"; "serve" and "work" do so when they start.')]
    : [fail('schema', said, 'A newer version wrote it: install that version of @tracker/cli.')];
}

function digest({ digest: found }: StoreCondition): Finding[] {
  if (found === null) return [];
  if (found === TABLE_DIGEST) return [ok('table', `${found.slice(0, 19)}…`)];
  const todo = 'Use the version of @tracker/* that wrote it, or give another store.';
  return [fail('table', `written under another state table, ${found}`, todo)];
}

function clock({ clockAheadMs: ahead }: StoreCondition): Finding[] {
  if (ahead === null) return [];
  const side = ahead < 0 ? 'behind' : 'ahead of';
  const found = `the store's is ${span(Math.abs(ahead))} ${side} this machine's`;
  if (Math.abs(ahead) <= SKEW_MS) return [ok('clock', found)];
  const todo = 'Set both by NTP. Deadlines go by the store’s clock; tokens by this machine’s.';
  return [warn('clock', found, todo)];
}

function lock({ locked }: StoreCondition): Finding[] {
  if (locked === null) return [];
  if (!locked) return [ok('lock', 'free')];
  const todo = 'Fine if it passes. If it stays, close what keeps a transaction open on the file.';
  return [warn('lock', 'another process holds the write lock', todo)];
}

function log({ walBytes }: StoreCondition): Finding[] {
  if (walBytes === null) return [];
  const found = `${byteSize(walBytes)} in the write-ahead log`;
  if (walBytes < LARGE_WAL_BYTES) return [ok('log', found)];
  return [warn('log', found, 'Somebody reads for very long; close old readers of the file.')];
}
