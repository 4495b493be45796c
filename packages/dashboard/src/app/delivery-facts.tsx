import type { Execution } from '@tracker/state';
import { standingOf, STANDING_MEANING } from './delivery-standing.js';
import { Facts, type Fact } from './facts.js';
import { ExactMoment, Moment } from './moment.js';
import { useNow } from './use-now.js';

/** Whether the user has been told, by whom, and until when they must have been. */
export function DeliveryFacts({ execution }: { readonly execution: Execution }) {
  const now = useNow();
  const standing = standingOf(execution);
  if (!('delivery' in execution)) return <p class="faint">{STANDING_MEANING[standing]}</p>;
  const { acknowledgedAt, acknowledgedBy, overdueAt, deadline } = execution.delivery;
  const facts: Fact[] = [
    ['Acknowledged', acknowledgedAt === null ? 'not yet' : <ExactMoment at={acknowledgedAt} />],
  ];
  if (acknowledgedAt !== null) facts.push(['By', acknowledgedBy ?? 'a client']);
  if (overdueAt !== null) facts.push(['Overdue since', <ExactMoment at={overdueAt} />]);
  if (overdueAt === null && acknowledgedAt === null) {
    facts.push(['Overdue', <Moment at={deadline} now={now} />]);
  }
  return (
    <>
      <p class={`delivery delivery-${standing}`}>{STANDING_MEANING[standing]}</p>
      <Facts facts={facts} />
    </>
  );
}
