import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ProblemKind, problemOf, type Problem } from './problem.js';
import { useSurroundings } from './surroundings.js';

/** What is known of something that the server is asked for. What was read stays while it is read again. */
export interface Loaded<Data> {
  readonly data: Data | undefined;
  /** Why it could not be read the last time. */
  readonly problem: Problem | undefined;
  readonly reload: () => void;
}

export interface LoadOptions<Data> {
  /** Names what is asked for: when it changes, what was read before is dropped. */
  readonly of: string;
  readonly load: (signal: AbortSignal) => Promise<Data>;
  /** Reads again after so long while the page can be seen; for what the feed does not tell. */
  readonly everyMs: number;
}

/** Asks the server, again from time to time, and never twice at once. */
export function useLoaded<Data>({ of, load, everyMs }: LoadOptions<Data>): Loaded<Data> {
  const { time, signOut } = useSurroundings();
  const [shown, setShown] = useState<{ of: string; data?: Data; problem?: Problem }>({ of });
  const latest = useRef(load);
  latest.current = load;
  const renew = useRef<() => void>(() => undefined);
  useEffect(() => {
    const gone = new AbortController();
    let stop = (): void => undefined;
    let [busy, again] = [false, false];
    const run = async (): Promise<void> => {
      if (busy) return void (again = true);
      [busy, again] = [true, false];
      stop();
      try {
        const data = await latest.current(gone.signal);
        if (!gone.signal.aborted) setShown({ of, data });
      } catch (error) {
        const problem = problemOf(error);
        if (gone.signal.aborted) return;
        if (problem.kind === ProblemKind.UNAUTHENTICATED) return signOut(problem.message);
        setShown((before) => ({ ...(before.of === of ? before : { of }), problem }));
      } finally {
        busy = false;
      }
      if (gone.signal.aborted) return;
      if (again) return void run();
      stop = time.after(everyMs, tick);
    };
    const tick = (): void => {
      if (document.hidden) stop = time.after(everyMs, tick);
      else void run();
    };
    renew.current = () => void run();
    void run();
    return () => {
      gone.abort();
      stop();
    };
  }, [of, everyMs, time, signOut]);
  const reload = useCallback(() => renew.current(), []);
  const { data, problem } = shown.of === of ? shown : { data: undefined, problem: undefined };
  return { data, problem, reload };
}
