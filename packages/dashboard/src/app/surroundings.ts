import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Time } from './browser-time.js';
import type { FrameSource } from './frame-source.js';
import type { TrackerApi } from './tracker-api.js';

/** What every view of a signed-in page has around it. */
export interface Surroundings {
  readonly api: TrackerApi;
  readonly frames: FrameSource;
  readonly time: Time;
  /** Back to the sign-in page, with a reason to show. */
  readonly signOut: (reason?: string) => void;
}

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

/** The surroundings of the view that asks. Throws outside of a signed-in page. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('A view was drawn outside of a signed-in page.');
  return surroundings;
}
