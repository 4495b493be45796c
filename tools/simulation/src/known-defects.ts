import {
  OPERATOR_SCOPE,
  fold,
  type CommitResult,
  type ExecutionStore,
  type StoredExecution,
  type Transition,
} from '@tracker/core';
import { isActive, type HistoryEvent } from '@tracker/state';
import type { VirtualTime } from './virtual-time.js';

type Commit = (transition: Transition) => Promise<CommitResult>;

function withCommit(store: ExecutionStore, commit: Commit): ExecutionStore {
  return new Proxy(store, {
    get(target, key) {
      if (key === 'commit') {
        return (transitions: readonly Transition[]) => Promise.all(transitions.map(commit));
      }
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

async function write(store: ExecutionStore, transition: Transition): Promise<CommitResult> {
  return (await store.commit([transition]))[0] as CommitResult;
}

/** Writes on top of whatever is there, as `update(id, partial)` does. */
async function overwrite(store: ExecutionStore, transition: Transition): Promise<CommitResult> {
  const { next, events, commitId } = transition;
  const there = await store.read(OPERATOR_SCOPE, next.id);
  const expectedVersion = there?.record.version ?? 0;
  return write(store, { next, events, commitId: `${commitId}!`, expectedVersion });
}

/** A store that compares no versions: the last one to write wins. */
export function withoutCompareAndSet(store: ExecutionStore): ExecutionStore {
  return withCommit(store, (transition) => overwrite(store, transition));
}

/** A store that does not know a commit again that it has applied already. */
export function withoutCommitNames(store: ExecutionStore): ExecutionStore {
  const seen = new Set<string>();
  return withCommit(store, (transition) => {
    if (seen.has(transition.commitId)) return overwrite(store, transition);
    seen.add(transition.commitId);
    return write(store, transition);
  });
}

/** A store that ends executions on evidence that newer signs have overtaken. */
export function withoutEvidence(store: ExecutionStore): ExecutionStore {
  return withCommit(store, ({ evidence: _, ...transition }) => write(store, transition));
}

/** A watcher that takes its own absence for the silence of others. */
export function naiveWatcher(store: ExecutionStore, time: VirtualTime): void {
  const watch = async (): Promise<void> => {
    for (const stored of await store.list(OPERATOR_SCOPE, { limit: 1_000 })) {
      if (isSilent(stored, time.now())) await declareDead(store, stored, time.now());
    }
    time.setTimer(100, () => void watch());
  };
  time.setTimer(100, () => void watch());
}

function isSilent({ record, signs }: StoredExecution, now: number): boolean {
  const last = Math.max(record.updatedAt, signs.aliveAt, signs.leaseAt ?? 0);
  const started = isActive(record.state) && record.startedAt !== null && record.hold === null;
  return started && now - last > record.limits.livenessTimeoutMs;
}

async function declareDead(
  store: ExecutionStore,
  { record, signs }: StoredExecution,
  now: number,
): Promise<void> {
  const { id, version, state, phase, limits } = record;
  const lastSignAt = Math.max(record.updatedAt, signs.aliveAt);
  const ended = {
    type: 'ended',
    executionId: id,
    seq: version + 1,
    at: now,
    from: state,
    to: 'dead',
    phase,
    cause: {
      kind: 'death',
      evidence: 'lease_lapsed',
      lastSignAt,
      limitMs: limits.livenessTimeoutMs,
      judgedBy: 'the naive watcher',
    },
    outcome: { kind: 'error', message: 'Sorry.' },
  } as HistoryEvent;
  const page = { afterSeq: 0, limit: version };
  const history = await store.history(OPERATOR_SCOPE, id, page);
  const transition = { events: [ended], expectedVersion: version, commitId: `naive ${id}` };
  await write(store, { ...transition, next: fold([...history, ended]) });
}
