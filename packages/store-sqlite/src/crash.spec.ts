import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '@tracker/core/testing';
import { SourceProcess } from '@tracker/source-process';
import { readDiary } from './diary.fixture.js';
import { fileWrongs } from './file-wrongs.fixture.js';
import { SqliteStore } from './index.js';
import { crashWrongs } from './wrongs.fixture.js';

// `npm run crash` sets both
const ROUNDS = Number(process.env['TRACKER_CRASH_ROUNDS'] ?? 24);
const SEED = Number(process.env['TRACKER_CRASH_SEED'] ?? 1);

/** Rounds on one file; more would only make it long to read. */
const ROUNDS_A_FILE = 6;

/** One process in so many is killed while it still opens the file. */
const EARLY = 0.2;

interface Scene {
  readonly file: string;
  readonly diary: string;
  readonly dice: SeededRandom;
}

/** Lets a process write and kills it at some instant. */
async function crash({ file, diary, dice }: Scene): Promise<void> {
  const writer = new SourceProcess(
    join(__dirname, 'writer.fixture.ts'),
    file,
    diary,
    `${dice.between(1, 1e9)}`,
  );
  if (dice.next() >= EARLY) await writer.line(0);
  const instant = dice.next() * 150;
  await new Promise((resolve) => setTimeout(resolve, instant));
  await writer.kill();
}

async function wrongsAfterCrash({ file, diary }: Scene): Promise<string[]> {
  const store = await SqliteStore.open({ file });
  const wrongs = await crashWrongs(store, readDiary(diary));
  await store.close();
  return [...wrongs, ...(await fileWrongs(file))];
}

describe('a process that is killed while it writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-crash-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    `leaves all that was acknowledged and no half of a commit, ${ROUNDS} times from seed ${SEED}`,
    async () => {
      const dice = new SeededRandom(SEED);
      let acknowledged = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const name = join(folder, `${Math.floor(round / ROUNDS_A_FILE)}`);
        const scene = { file: `${name}.db`, diary: `${name}.jsonl`, dice };
        await crash(scene);
        // the first process may be killed before it has made anything
        const wrongs = await wrongsAfterCrash(scene);
        expect({ round, wrongs }).toEqual({ round, wrongs: [] });
        acknowledged = Math.max(acknowledged, readDiary(scene.diary).acknowledged.length);
      }
      expect(acknowledged).toBeGreaterThan(ROUNDS);
    },
    60_000 + ROUNDS * 10_000,
  );
});
