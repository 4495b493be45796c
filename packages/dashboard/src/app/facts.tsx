import type { ComponentChildren } from 'preact';

/** A term and what there is to say about it. */
export type Fact = readonly [term: string, description: ComponentChildren];

/** Terms with their descriptions, in columns. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(([term, description]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
}
