import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { EXECUTION_STATES, TERMINAL_STATES } from '@tracker/state';
import { ExecutionTable } from './execution-table.js';
import { EVERYTHING, isFiltered, type ExecutionQuery } from './execution-query.js';
import { FilterForm } from './filter-form.js';
import { LoadedView } from './loaded-view.js';
import { Empty } from './notices.js';
import { Pager } from './pager.js';
import { hrefOf } from './route.js';
import { useLiveList } from './use-live-list.js';
import { counted } from './words.js';

interface ExecutionListProps {
  readonly view: 'executions' | 'undelivered';
  readonly query: ExecutionQuery;
  /** Stands where there are none, and no filter to blame. */
  readonly children: ComponentChildren;
}

/** A list with its filter, its pages and a way to stop it from moving. */
export function ExecutionList({ view, query, children }: ExecutionListProps) {
  const [paused, setPaused] = useState(false);
  const asked = view === 'undelivered' ? { ...query, undelivered: true } : query;
  const loaded = useLiveList(asked, paused);
  const go = (next: ExecutionQuery): void => {
    location.hash = hrefOf({ view, query: next });
  };
  return (
    <>
      <FilterForm
        query={query}
        states={view === 'executions' ? EXECUTION_STATES : TERMINAL_STATES}
        delivery={view === 'executions'}
        onQuery={go}
      />
      <LoadedView what="executions" loaded={loaded}>
        {(window) => (
          <>
            <div class="list-head">
              <p>
                {counted(window.rows.length, 'execution')} on this page
                {paused && ', which stands still'}
              </p>
              <button class="quiet" aria-pressed={paused} onClick={() => setPaused(!paused)}>
                {paused ? 'Go on' : 'Pause updates'}
              </button>
            </div>
            {window.rows.length > 0 ? (
              <ExecutionTable
                caption={view === 'undelivered' ? 'Undelivered executions' : 'Executions'}
                rows={window.rows}
                narrow={(part) => hrefOf({ view, query: { ...query, ...part, after: '' } })}
              />
            ) : (
              <Empty>
                {isFiltered(query) || query.after !== '' ? (
                  <p>
                    Nothing here fits the filter.{' '}
                    <a href={hrefOf({ view, query: EVERYTHING })}>Show all</a>
                  </p>
                ) : (
                  children
                )}
              </Empty>
            )}
            <Pager view={view} window={window} />
          </>
        )}
      </LoadedView>
    </>
  );
}
