import { GroupCommit } from './group-commit.js';
import type { CommitResult, Transition } from './store.js';

const COMMITTED: CommitResult = { status: 'committed' };

/** Only its name matters to whoever gathers it. */
const transition = (commitId: string): Transition => ({ commitId }) as Transition;

function harness({ maxBatch = 3, maxWaiting = 5, maxWriting = 1 } = {}) {
  const batches: string[][] = [];
  const answers: ((error?: Error) => void)[] = [];
  const turns: (() => void)[] = [];
  const group = new GroupCommit<CommitResult>({
    maxBatch,
    maxWaiting,
    maxWriting,
    soon: (run) => void turns.push(run),
    write: (batch) =>
      new Promise((resolve, reject) => {
        batches.push(batch.map(({ commitId }) => commitId));
        answers.push((error) => (error ? reject(error) : resolve(batch.map(() => COMMITTED))));
      }),
  });
  const turn = (): void => turns.shift()?.();
  const answer = async (error?: Error): Promise<void> => {
    answers.shift()?.(error);
    for (let i = 0; i < 5; i++) await null;
  };
  return { group, batches, turn, answer, turns };
}

describe('GroupCommit', () => {
  it('writes what is committed in one turn as one batch, and the rest as the next', async () => {
    const { group, batches, turn, answer } = harness();
    const commits = ['a', 'b', 'c', 'd'].map((id) => group.commit([transition(id)]));
    turn();
    await answer();
    turn();
    await answer();
    expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
    await expect(Promise.all(commits)).resolves.toEqual(Array(4).fill([COMMITTED]));
  });

  it('sends as many batches at once as it is told to, and is drained when the last is written', async () => {
    const { group, batches, turn, answer, turns } = harness({ maxBatch: 1, maxWriting: 2 });
    const commits = ['a', 'b', 'c'].map((id) => group.commit([transition(id)]));
    let drained = false;
    void group.drain().then(() => (drained = true));
    turn();
    turn();
    expect(batches).toEqual([['a'], ['b']]);
    expect(turns).toEqual([]);
    await answer();
    turn();
    expect(batches).toEqual([['a'], ['b'], ['c']]);
    await answer();
    expect(drained).toBe(false);
    await answer();
    expect(drained).toBe(true);
    await expect(Promise.all(commits)).resolves.toHaveLength(3);
  });

  it('keeps the transitions of one caller in one batch, however many they are', async () => {
    const { group, batches, turn, answer } = harness();
    const commit = group.commit(['a', 'b', 'c', 'd', 'e'].map(transition));
    turn();
    await answer();
    expect(batches).toEqual([['a', 'b', 'c', 'd', 'e']]);
    await expect(commit).resolves.toHaveLength(5);
  });

  it('fails the callers of a batch that fails, and nobody else', async () => {
    const { group, turn, answer } = harness({ maxBatch: 1 });
    const first = group.commit([transition('a')]);
    const second = group.commit([transition('b')]);
    const failed = expect(first).rejects.toThrow('disk full');
    turn();
    await answer(new Error('disk full'));
    turn();
    await answer();
    await failed;
    await expect(second).resolves.toEqual([COMMITTED]);
  });

  it('refuses more than may wait, and loses none of those that do', async () => {
    const { group, turn, answer } = harness({ maxBatch: 10, maxWaiting: 2 });
    const commits = ['a', 'b'].map((id) => group.commit([transition(id)]));
    await expect(group.commit([transition('c')])).rejects.toMatchObject({ code: 'limit_reached' });
    turn();
    await answer();
    await expect(Promise.all(commits)).resolves.toHaveLength(2);
  });

  it('drains: resolves once nothing waits', async () => {
    const { group, turn, answer } = harness({ maxBatch: 1 });
    await group.drain();
    void group.commit([transition('a')]);
    void group.commit([transition('b')]);
    let drained = false;
    const drain = group.drain().then(() => (drained = true));
    turn();
    await answer();
    expect(drained).toBe(false);
    turn();
    await answer();
    await drain;
    expect(drained).toBe(true);
  });
});
