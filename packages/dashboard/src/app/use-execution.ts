import { useEffect, useRef } from 'preact/hooks';
import type { Execution, HistoryEvent } from '@tracker/state';
import { attemptChain } from './attempt-chain.js';
import { EVERYTHING } from './execution-query.js';
import { useSurroundings } from './surroundings.js';
import type { TrackerApi } from './tracker-api.js';
import { useLoaded, type Loaded } from './use-loaded.js';
import type { Why } from './why.js';

/** Everything that is shown of one execution. */
export interface ExecutionStory {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  readonly why: Why;
  /** Itself and those it retries or that retry it. */
  readonly attempts: readonly Execution[];
}

/** Read again so often, for what the feed does not tell. */
const REFRESH_MS = 3_000;

/** Facts come in bursts; they are waited for so long before the story is read again. */
const SETTLE_MS = 300;

/** An execution with its history, read again when the feed tells of it. */
export function useExecution(id: string): Loaded<ExecutionStory> {
  const { api } = useSurroundings();
  const loaded = useLoaded({
    of: id,
    everyMs: REFRESH_MS,
    load: (signal) => readStory(api, id, signal),
  });
  useReloadOnFacts(id, loaded.reload);
  return loaded;
}

/** Reads again, a little later, when the feed tells of an execution. */
export function useReloadOnFacts(id: string, reload: () => void): void {
  const { frames, time } = useSurroundings();
  const waiting = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    const soon = (): void => {
      waiting.current ??= time.after(SETTLE_MS, () => {
        waiting.current = undefined;
        reload();
      });
    };
    const stop = frames.listen({
      onFrame: ({ executionId }) => {
        if (executionId === id) soon();
      },
      onFresh: reload,
    });
    return () => {
      stop();
      waiting.current?.();
      waiting.current = undefined;
    };
  }, [id, frames, time, reload]);
}

async function readStory(
  api: TrackerApi,
  id: string,
  signal: AbortSignal,
): Promise<ExecutionStory> {
  const execution = await api.execution(id, signal);
  const { threadId, userId } = execution;
  const [history, why, { executions }] = await Promise.all([
    api.history(id, signal),
    api.why(id, signal),
    api.executions({ ...EVERYTHING, threadId, userId }, signal),
  ]);
  return { execution, history, why, attempts: attemptChain(execution, executions) };
}
