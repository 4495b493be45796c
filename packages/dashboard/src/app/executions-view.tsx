import { EXECUTION_STATES, PRESENTATION } from '@tracker/state';
import type { Metrics } from './answers.js';
import { ExecutionList } from './execution-list.js';
import { EVERYTHING, type ExecutionQuery } from './execution-query.js';
import { Heading } from './heading.js';
import { hrefOf } from './route.js';
import { useSurroundings } from './surroundings.js';
import { useLoaded } from './use-loaded.js';

/** How often the counts are read. */
const COUNTS_MS = 3_000;

/** What is going on: every execution, the newest first, as it happens. */
export function ExecutionsView({ query }: { readonly query: ExecutionQuery }) {
  const { api } = useSurroundings();
  const metrics = useLoaded({
    of: 'metrics',
    load: (signal) => api.metrics(signal),
    everyMs: COUNTS_MS,
  });
  return (
    <>
      <Heading title="Executions" />
      {metrics.data && <Counts metrics={metrics.data} />}
      <ExecutionList view="executions" query={query}>
        <p>There are no executions yet. As soon as an agent is asked something it is shown here.</p>
      </ExecutionList>
    </>
  );
}

function Counts({ metrics }: { readonly metrics: Metrics }) {
  return (
    <ul class="counts" aria-label="Executions by state">
      {EXECUTION_STATES.map((state) => (
        <li key={state} data-state={state}>
          <a href={hrefOf({ view: 'executions', query: { ...EVERYTHING, states: [state] } })}>
            <span class="count">{metrics.byState[state].toLocaleString('en')}</span>
            <span class="of">{PRESENTATION[state].label}</span>
          </a>
        </li>
      ))}
      <li class="undelivered">
        <a href={hrefOf({ view: 'undelivered', query: EVERYTHING })}>
          <span class="count">{metrics.undelivered.toLocaleString('en')}</span>
          <span class="of">Undelivered</span>
          {metrics.overdue > 0 && (
            <span class="overdue">{metrics.overdue.toLocaleString('en')} overdue</span>
          )}
        </a>
      </li>
    </ul>
  );
}
