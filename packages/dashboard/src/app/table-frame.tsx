import type { ComponentChildren } from 'preact';

interface TableFrameProps {
  /** Names the region; by it one finds the table, and scrolls it with the keyboard. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** Holds a table that may be wider than the screen, so that it scrolls and the page does not. */
export function TableFrame({ label, children }: TableFrameProps) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
