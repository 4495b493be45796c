import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isTerminal, type Execution } from '@tracker/state';
import { ProblemKind, problemOf, type Problem } from './problem.js';
import { useSurroundings } from './surroundings.js';

interface ActionsProps {
  readonly execution: Execution;
  readonly onDone: () => void;
}

/** What an operator can do about an execution; only what it allows now is there. */
export function Actions({ execution, onDone }: ActionsProps) {
  const { api } = useSurroundings();
  const [said, setSaid] = useState('');
  const [asking, setAsking] = useState(false);
  const act = async (deed: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await deed();
      setSaid(done);
      setAsking(false);
    } catch (error) {
      setSaid(refusalText(problemOf(error)));
    }
    onDone();
  };
  const { id } = execution;
  const active = !isTerminal(execution.state);
  const held = execution.state === 'running' && execution.hold !== null;
  const told = !('delivery' in execution) || execution.delivery.acknowledgedAt !== null;
  const cancel = (reason: string) => act(() => api.cancel(id, reason), 'It was asked to stop.');
  return (
    <div class="actions">
      {active && execution.cancel === null && (
        <button aria-expanded={asking} onClick={() => setAsking(!asking)}>
          Cancel…
        </button>
      )}
      {held && (
        <button onClick={() => void act(() => api.resume(id), 'The hold has ended.')}>
          End the hold
        </button>
      )}
      {!told && (
        <button onClick={() => void act(() => api.acknowledge(id), 'It counts as delivered.')}>
          Acknowledge
        </button>
      )}
      {asking && active && <CancelForm onCancel={cancel} onLeave={() => setAsking(false)} />}
      <p role="status" class="said">
        {said}
      </p>
    </div>
  );
}

/** An operator sees everything, yet what only the user may do is answered as if there were nothing. */
function refusalText({ kind, message }: Problem): string {
  return kind === ProblemKind.MISSING ? 'Only its own user can do that.' : message;
}

interface CancelFormProps {
  readonly onCancel: (reason: string) => Promise<void>;
  readonly onLeave: () => void;
}

function CancelForm({ onCancel, onLeave }: CancelFormProps) {
  const field = useRef<HTMLInputElement>(null);
  // before it is drawn, or the first letters would be lost
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    void onCancel(field.current?.value ?? '');
  };
  return (
    <form class="cancel-form" onSubmit={submit}>
      <label>
        Reason, for its history
        <input ref={field} maxLength={2_000} />
      </label>
      <button class="danger">Ask it to stop</button>
      <button type="button" class="quiet" onClick={onLeave}>
        Leave it
      </button>
    </form>
  );
}
