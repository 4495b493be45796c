import { BreakersView } from './breakers-view.js';
import { CriteriaView } from './criteria-view.js';
import { ExecutionView } from './execution-view.js';
import { ExecutionsView } from './executions-view.js';
import { Heading } from './heading.js';
import { hrefOf, type Route } from './route.js';
import { EVERYTHING } from './execution-query.js';
import { UndeliveredView } from './undelivered-view.js';
import { WhyView } from './why-view.js';

/** The view of a route. */
export function RoutedView({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'executions':
      return <ExecutionsView query={route.query} />;
    case 'undelivered':
      return <UndeliveredView query={route.query} />;
    case 'execution':
      return <ExecutionView key={route.id} id={route.id} />;
    case 'why':
      return <WhyView key={route.id} id={route.id} />;
    case 'breakers':
      return <BreakersView />;
    case 'criteria':
      return <CriteriaView />;
    case 'unknown':
      return (
        <>
          <Heading title="There is nothing here" />
          <p>
            This address leads nowhere. Go to the{' '}
            <a href={hrefOf({ view: 'executions', query: EVERYTHING })}>list of executions</a>.
          </p>
        </>
      );
  }
}
