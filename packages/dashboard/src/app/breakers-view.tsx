import { useState } from 'preact/hooks';
import type { Breaker } from './answers.js';
import { Heading } from './heading.js';
import { LoadedView } from './loaded-view.js';
import { Moment } from './moment.js';
import { Empty } from './notices.js';
import { problemOf } from './problem.js';
import { useSurroundings } from './surroundings.js';
import { useLoaded } from './use-loaded.js';
import { useNow } from './use-now.js';
import { spokenFirst } from './words.js';
import { TableFrame } from './table-frame.js';

/** The feed does not tell of breakers. */
const REFRESH_MS = 2_000;

/** What executions depend on, and which of it is not called at present. */
export function BreakersView() {
  const { api } = useSurroundings();
  const [said, setSaid] = useState('');
  const loaded = useLoaded({
    of: 'breakers',
    load: (signal) => api.breakers(signal),
    everyMs: REFRESH_MS,
  });
  const reset = async (dependency: string): Promise<void> => {
    try {
      await api.resetBreaker(dependency);
      setSaid(`${dependency} is called again.`);
    } catch (error) {
      setSaid(problemOf(error).message);
    }
    loaded.reload();
  };
  return (
    <>
      <Heading title="Breakers" />
      <p class="lead">
        What executions depend on. An open breaker lets no call through, so that nobody waits for
        what is known not to answer.
      </p>
      <p role="status" class="said">
        {said}
      </p>
      <LoadedView what="the breakers" loaded={loaded}>
        {(breakers) =>
          breakers.length === 0 ? (
            <Empty>
              <p>No execution of this gateway has called anything under a breaker yet.</p>
            </Empty>
          ) : (
            <BreakerTable breakers={breakers} onReset={(dependency) => void reset(dependency)} />
          )
        }
      </LoadedView>
    </>
  );
}

interface BreakerTableProps {
  readonly breakers: readonly Breaker[];
  readonly onReset: (dependency: string) => void;
}

function BreakerTable({ breakers, onReset }: BreakerTableProps) {
  const now = useNow();
  return (
    <TableFrame label="Circuit breakers">
      <table class="breakers">
        <caption class="hidden">Circuit breakers</caption>
        <thead>
          <tr>
            <th scope="col">Dependency</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Failures in a row
            </th>
            <th scope="col">Next probe</th>
            <th scope="col">
              <span class="hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {breakers.map(({ dependency, state, failures, openUntil }) => (
            <tr key={dependency}>
              <th scope="row">{dependency}</th>
              <td>
                <span class={`breaker breaker-${state}`}>{spokenFirst(state)}</span>
              </td>
              <td class="number">{state === 'closed' ? failures : '–'}</td>
              <td>{openUntil === null ? '–' : <Moment at={openUntil} now={now} />}</td>
              <td>
                {state !== 'closed' && (
                  <button class="quiet" onClick={() => onReset(dependency)}>
                    Close it <span class="hidden">for {dependency}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
