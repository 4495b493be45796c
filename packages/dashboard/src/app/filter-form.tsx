import { PRESENTATION, type ExecutionState } from '@tracker/state';
import { EVERYTHING, isFiltered, readQuery, type ExecutionQuery } from './execution-query.js';

interface FilterFormProps {
  readonly query: ExecutionQuery;
  /** The states that can be chosen. */
  readonly states: readonly ExecutionState[];
  /** Whether the question of delivery can be chosen. */
  readonly delivery: boolean;
  readonly onQuery: (query: ExecutionQuery) => void;
}

const NAMES = [
  { field: 'agentName', label: 'Agent' },
  { field: 'userId', label: 'User' },
  { field: 'threadId', label: 'Thread' },
] as const;

/** Which executions to show. States count at once, names when the form is sent. */
export function FilterForm({ query, states, delivery, onQuery }: FilterFormProps) {
  const read = (form: HTMLFormElement): void => {
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    onQuery(readQuery(new URLSearchParams(entries)));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    read(event.currentTarget as HTMLFormElement);
  };
  const toggled = (event: Event): void => {
    const { form } = event.currentTarget as HTMLInputElement;
    if (form) read(form);
  };
  return (
    <form class="filter" role="search" aria-label="Filter executions" onSubmit={submit}>
      <fieldset class="states">
        <legend class="hidden">State</legend>
        {states.map((state) => (
          <label key={state} data-state={state} title={PRESENTATION[state].meaning}>
            <input
              type="checkbox"
              name="state"
              value={state}
              checked={query.states.includes(state)}
              onChange={toggled}
            />
            <span class="dot" aria-hidden="true" />
            {PRESENTATION[state].label}
          </label>
        ))}
        {delivery && (
          <label title="Ended, and nobody has acknowledged the outcome.">
            <input
              type="checkbox"
              name="undelivered"
              value="true"
              checked={query.undelivered}
              onChange={toggled}
            />
            Undelivered only
          </label>
        )}
      </fieldset>
      <div class="names">
        {NAMES.map(({ field, label }) => (
          <label key={field}>
            {label}
            <input name={field} defaultValue={query[field]} key={query[field]} maxLength={200} />
          </label>
        ))}
        <button>Filter</button>
        {isFiltered(query) && (
          <button type="button" class="quiet" onClick={() => onQuery(EVERYTHING)}>
            Clear
          </button>
        )}
      </div>
    </form>
  );
}
