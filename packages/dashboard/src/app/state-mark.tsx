import { PRESENTATION, type ExecutionState } from '@tracker/state';

/** A state by its label and colour; the colour alone says nothing. */
export function StateMark({ state }: { readonly state: ExecutionState }) {
  const { label, meaning } = PRESENTATION[state];
  return (
    <span class="state-mark" data-state={state} title={meaning}>
      <span class="dot" aria-hidden="true" />
      {label}
    </span>
  );
}
