import { useEffect, useMemo, useRef } from 'preact/hooks';
import { apiBase } from './api-base.js';
import { browserTime } from './browser-time.js';
import { FrameSource } from './frame-source.js';
import { Http } from './http.js';
import { readRoute } from './route.js';
import { RoutedView } from './routed-view.js';
import { ServerTime } from './server-time.js';
import { StaleNotice } from './stale-notice.js';
import { SurroundingsContext, type Surroundings } from './surroundings.js';
import { TopBar } from './top-bar.js';
import { TrackerApi } from './tracker-api.js';
import { useHash } from './use-hash.js';

interface SignedInProps {
  readonly token: string;
  readonly signOut: (reason?: string) => void;
}

/** The dashboard of somebody who has a token. */
export function SignedIn({ token, signOut }: SignedInProps) {
  const surroundings = useMemo(() => surroundingsOf(token, signOut), [token, signOut]);
  const hash = useHash();
  const route = useMemo(() => readRoute(hash), [hash]);
  useEffect(() => {
    const { frames } = surroundings;
    const stop = frames.listenToState((state) => {
      if (state.kind === 'refused') signOut(state.problem.message);
    });
    frames.open();
    return () => {
      stop();
      frames.close();
    };
  }, [surroundings]);
  useFocusOnNewPlace(hash.split('?')[0] ?? '');
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <a class="skip" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <TopBar route={route} />
      <main id="main" tabIndex={-1}>
        <StaleNotice />
        <RoutedView route={route} />
      </main>
    </SurroundingsContext.Provider>
  );
}

function surroundingsOf(token: string, signOut: (reason?: string) => void): Surroundings {
  const ask: typeof fetch = (input, init) => fetch(input, init);
  const time = new ServerTime(browserTime);
  const onAnswer = (response: Response): void => time.heard(response);
  const api = new TrackerApi(new Http(apiBase(document.baseURI), token, { ask, onAnswer }));
  return { api, frames: new FrameSource(api, time), time, signOut };
}

/** Whoever goes somewhere else starts at its heading, as after the load of a page. */
function useFocusOnNewPlace(place: string): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, [place]);
}

/** The hash is the route's, so the link can't be left to the browser. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
