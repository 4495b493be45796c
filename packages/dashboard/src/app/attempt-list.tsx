import type { Execution } from '@tracker/state';
import { hrefOf } from './route.js';
import { StateMark } from './state-mark.js';
import { shortId } from './words.js';

interface AttemptListProps {
  readonly attempts: readonly Execution[];
  /** The one that is shown. */
  readonly here: string;
}

/** The tries of one request, in order: each is an execution of its own. */
export function AttemptList({ attempts, here }: AttemptListProps) {
  return (
    <ol class="attempts">
      {attempts.map(({ id, state }) => (
        <li key={id} aria-current={id === here ? 'true' : undefined}>
          {id === here ? (
            <span class="id">{shortId(id)}</span>
          ) : (
            <a class="id" href={hrefOf({ view: 'execution', id })}>
              {shortId(id)}
            </a>
          )}
          <StateMark state={state} />
        </li>
      ))}
    </ol>
  );
}
