import type { ExecutionWindow } from './execution-window.js';
import { hrefOf } from './route.js';
import { counted } from './words.js';

interface PagerProps {
  readonly view: 'executions' | 'undelivered';
  readonly window: ExecutionWindow;
}

/** The ways to other pages; the browser's own way back leads to the page before. */
export function Pager({ view, window: { query, next, newer } }: PagerProps) {
  const page = (after: string): string => hrefOf({ view, query: { ...query, after } });
  if (query.after === '' && next === undefined) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {query.after !== '' && (
        <a href={page('')}>Newest{newer > 0 && ` (${counted(newer, 'new one')})`}</a>
      )}
      {next !== undefined && <a href={page(next)}>Older</a>}
    </nav>
  );
}
