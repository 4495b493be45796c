import { ExecutionList } from './execution-list.js';
import type { ExecutionQuery } from './execution-query.js';
import { Heading } from './heading.js';

/** Who has not been told: ended executions whose outcome nobody has acknowledged. */
export function UndeliveredView({ query }: { readonly query: ExecutionQuery }) {
  return (
    <>
      <Heading title="Undelivered" />
      <p class="lead">
        These have ended, and no client of the user’s has said that it has the outcome. Overdue ones
        have waited longer than they may.
      </p>
      <ExecutionList view="undelivered" query={query}>
        <p>Every outcome has been acknowledged: nobody waits for an answer that is there.</p>
      </ExecutionList>
    </>
  );
}
