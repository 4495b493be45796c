import { STANDING_MEANING, DeliveryStanding } from './delivery-standing.js';

/** How a delivery stands, in a word. */
export function DeliveryMark({ standing }: { readonly standing: DeliveryStanding }) {
  if (standing === DeliveryStanding.OPEN) return <span class="faint">–</span>;
  return (
    <span class={`delivery delivery-${standing}`} title={STANDING_MEANING[standing]}>
      {standing}
    </span>
  );
}
