import { useEffect, useRef, useState } from 'preact/hooks';
import { apiBase } from './api-base.js';
import { Http } from './http.js';
import { ProblemKind, problemOf } from './problem.js';
import { TrackerApi } from './tracker-api.js';

interface SignInProps {
  /** Why one was signed out. */
  readonly reason: string | undefined;
  readonly onToken: (token: string) => void;
}

/** The door: asks for an operator's token, and tries it before it lets in. */
export function SignIn({ reason, onToken }: SignInProps) {
  const [problem, setProblem] = useState(reason);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = 'Sign in – Tracker';
    field.current?.focus();
  }, []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const token = field.current?.value.trim() ?? '';
    setBusy(true);
    const said = await refusalOf(token);
    setBusy(false);
    if (said === undefined) return onToken(token);
    setProblem(said);
    field.current?.focus();
  };
  return (
    <main class="door">
      <h1>Tracker</h1>
      <p class="lead">
        What every agent execution is doing, when it will end, and who has been told.
      </p>
      <form onSubmit={(event) => void submit(event)}>
        <label for="token">Operator token</label>
        <input
          id="token"
          ref={field}
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          aria-describedby="token-note token-problem"
          aria-invalid={problem !== undefined}
        />
        <p id="token-note" class="note">
          Kept in this tab until you close it or sign out.
        </p>
        <p id="token-problem" class="problem-line" role="alert">
          {problem}
        </p>
        <button class="primary" disabled={busy}>
          {busy ? 'Trying it…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

/** What a header can carry; a browser would say of anything else that the server can't be reached. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** What speaks against a token; undefined when it opens the dashboard. */
async function refusalOf(token: string): Promise<string | undefined> {
  if (!SENDABLE.test(token))
    return 'This is no token: it has blanks, or letters that no token has.';
  const ask: typeof fetch = (input, init) => fetch(input, init);
  try {
    await new TrackerApi(new Http(apiBase(document.baseURI), token, { ask })).metrics();
    return undefined;
  } catch (error) {
    const { kind, message } = problemOf(error);
    if (kind === ProblemKind.UNAUTHENTICATED) return 'The server does not accept this token.';
    if (kind === ProblemKind.FORBIDDEN)
      return 'This is a user’s token; the dashboard is for operators.';
    return message;
  }
}
