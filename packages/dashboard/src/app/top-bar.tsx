import { LinkStatus } from './link-status.js';
import { hrefOf, type Route } from './route.js';
import { EVERYTHING } from './execution-query.js';
import { useSurroundings } from './surroundings.js';

const PLACES: readonly { readonly route: Route; readonly name: string }[] = [
  { route: { view: 'executions', query: EVERYTHING }, name: 'Executions' },
  { route: { view: 'undelivered', query: EVERYTHING }, name: 'Undelivered' },
  { route: { view: 'breakers' }, name: 'Breakers' },
  { route: { view: 'criteria' }, name: 'Criteria' },
];

/** Stands above every view: where one can go, and whether what is shown is live. */
export function TopBar({ route }: { readonly route: Route }) {
  const { signOut } = useSurroundings();
  const here = route.view === 'execution' || route.view === 'why' ? 'executions' : route.view;
  return (
    <header class="top-bar">
      <span class="brand">Tracker</span>
      <nav aria-label="Views">
        <ul>
          {PLACES.map((place) => (
            <li key={place.name}>
              <a
                href={hrefOf(place.route)}
                aria-current={place.route.view === here ? 'page' : undefined}
              >
                {place.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <LinkStatus />
      <button class="quiet" onClick={() => signOut()}>
        Sign out
      </button>
    </header>
  );
}
