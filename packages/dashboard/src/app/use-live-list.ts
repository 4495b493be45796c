import { useEffect, useMemo, useState } from 'preact/hooks';
import { writeQuery, type ExecutionQuery } from './execution-query.js';
import type { ExecutionWindow } from './execution-window.js';
import { LiveList } from './live-list.js';
import { useSurroundings } from './surroundings.js';
import { useLoaded, type Loaded } from './use-loaded.js';

/** The list is read afresh so often, for what the feed does not tell: acknowledgements and retention. */
const REFRESH_MS = 5_000;

/** The executions of a query, kept up to date by the feed. */
export function useLiveList(query: ExecutionQuery, paused: boolean): Loaded<ExecutionWindow> {
  const { api, frames, time } = useSurroundings();
  const [window, draw] = useState<ExecutionWindow>();
  const key = `${writeQuery(query)}`;
  const list = useMemo(() => new LiveList(time, draw), [key, time]);
  const { problem, reload } = useLoaded({
    of: key,
    everyMs: REFRESH_MS,
    load: async (signal) => {
      list.reading();
      if (list.read(query, await api.executions(query, signal))) reload();
    },
  });
  useEffect(() => {
    const stop = frames.listen({ onFrame: (frame) => list.take(frame), onFresh: reload });
    return () => {
      stop();
      list.close();
    };
  }, [list, frames]);
  useEffect(() => {
    list.paused = paused;
  }, [list, paused]);
  const current = window && `${writeQuery(window.query)}` === key ? window : undefined;
  return { data: current, problem, reload };
}
