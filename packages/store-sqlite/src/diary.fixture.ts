import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { ExecutionStore } from '@tracker/core';
import type { HistoryEvent } from '@tracker/state';

/** What a process said of its commits, before and after each; it is there although the process was killed. */
export interface Diary {
  /** Versions that some commit was to bring each execution to. */
  readonly meant: ReadonlyMap<string, ReadonlySet<number>>;
  /** Every fact that the store has acknowledged. */
  readonly acknowledged: readonly HistoryEvent[];
}

/** `store`, with a diary of its commits in a file. Closing the store closes it. */
export function withDiary(store: ExecutionStore, file: string): ExecutionStore {
  const diary = openSync(file, 'a');
  const note = (entry: object): void => void writeSync(diary, `${JSON.stringify(entry)}\n`);
  const commit: ExecutionStore['commit'] = async (transitions) => {
    for (const { next } of transitions) note({ meant: [next.id, next.version] });
    const results = await store.commit(transitions);
    results.forEach(({ status }, n) => {
      if (status === 'committed') note({ acknowledged: transitions[n]?.events });
    });
    return results;
  };
  const close = async (): Promise<void> => {
    await store.close();
    closeSync(diary);
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === 'commit') return commit;
      if (name === 'close') return close;
      const part = Reflect.get(target, name) as unknown;
      return typeof part === 'function' ? part.bind(target) : part;
    },
  });
}

/** Reads diaries; the last line of a process that was killed may be torn. */
export function readDiary(file: string): Diary {
  const meant = new Map<string, Set<number>>();
  const acknowledged: HistoryEvent[] = [];
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines) {
    if (!line.endsWith('}')) continue;
    const entry = JSON.parse(line) as {
      meant?: [string, number];
      acknowledged?: HistoryEvent[];
    };
    if (entry.acknowledged) acknowledged.push(...entry.acknowledged);
    if (!entry.meant) continue;
    const [id, version] = entry.meant;
    const versions = meant.get(id) ?? new Set();
    meant.set(id, versions.add(version));
  }
  return { meant, acknowledged };
}
