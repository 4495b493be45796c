import type { ComponentChildren } from 'preact';
import { ProblemKind, type Problem } from './problem.js';

/** What stands where something is still being read. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="notice" aria-busy="true">
      Reading {what}…
    </p>
  );
}

/** What stands where there is nothing, and why that may be. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="notice empty">{children}</div>;
}

interface ProblemNoticeProps {
  readonly problem: Problem;
  /** What can't be shown, or is old. */
  readonly what: string;
  /** Whether something older is still shown. */
  readonly stale: boolean;
  readonly onRetry: () => void;
}

/** What went wrong, what that means for what is shown, and the way on. */
export function ProblemNotice({ problem, what, stale, onRetry }: ProblemNoticeProps) {
  const again = problem.kind !== ProblemKind.MISSING && problem.kind !== ProblemKind.FORBIDDEN;
  return (
    <div class="notice problem" role="alert">
      <p>
        <strong>{stale ? `${what} could not be renewed` : `${what} could not be read`}.</strong>{' '}
        {problem.message}
      </p>
      {again && (
        <button class="quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
