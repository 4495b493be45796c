import type { ComponentChildren } from 'preact';

interface SectionProps {
  /** Names the section in the page; one word. */
  readonly name: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part of a view, found by its heading. */
export function Section({ name, title, children }: SectionProps) {
  return (
    <section aria-labelledby={`${name}-title`} class={`section section-${name}`}>
      <h2 id={`${name}-title`}>{title}</h2>
      {children}
    </section>
  );
}
