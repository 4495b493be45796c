import type { ComponentChildren } from 'preact';
import { Loading, ProblemNotice } from './notices.js';
import type { Loaded } from './use-loaded.js';

interface LoadedViewProps<Data> {
  /** What is read, as it stands in a sentence: `executions`. */
  readonly what: string;
  readonly loaded: Loaded<Data>;
  readonly children: (data: Data) => ComponentChildren;
}

/** Shows what was read; before that that it is being read, and above it why it could not be renewed. */
export function LoadedView<Data>({ what, loaded, children }: LoadedViewProps<Data>) {
  const { data, problem, reload } = loaded;
  const subject = what.charAt(0).toUpperCase() + what.slice(1);
  return (
    <>
      {problem && (
        <ProblemNotice
          problem={problem}
          what={subject}
          stale={data !== undefined}
          onRetry={reload}
        />
      )}
      {data === undefined ? !problem && <Loading what={what} /> : children(data)}
    </>
  );
}
