import { useCallback, useState } from 'preact/hooks';
import type { Session } from './session.js';
import { SignedIn } from './signed-in.js';
import { SignIn } from './sign-in.js';

/** The whole page: a door, and behind it the dashboard. */
export function App({ session }: { readonly session: Session }) {
  const [token, setToken] = useState(session.token);
  const [reason, setReason] = useState<string>();
  const signOut = useCallback((why?: string) => {
    session.signOut();
    setReason(why);
    setToken(undefined);
  }, []);
  const signIn = useCallback((given: string) => {
    session.signIn(given);
    setReason(undefined);
    setToken(given);
  }, []);
  if (token === undefined) return <SignIn reason={reason} onToken={signIn} />;
  return <SignedIn key={token} token={token} signOut={signOut} />;
}
