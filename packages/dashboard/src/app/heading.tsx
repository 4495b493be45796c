import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

interface HeadingProps {
  /** Also the title of the page. */
  readonly title: string;
  /** Stands beside it. */
  readonly children?: ComponentChildren;
}

/** The one heading of a view; it takes the focus when the view is gone to. */
export function Heading({ title, children }: HeadingProps) {
  // with the words on the page, not after the next picture of it: whoever goes by the title is not told of what was
  useLayoutEffect(() => {
    document.title = `${title} – Tracker`;
  }, [title]);
  return (
    <div class="heading">
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </div>
  );
}
