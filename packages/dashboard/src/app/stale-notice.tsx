import { linkWords } from './link-words.js';
import { useSurroundings } from './surroundings.js';
import { useLinkState } from './use-link-state.js';

/** Stands above a view while the feed is away: what one sees may be old. */
export function StaleNotice() {
  const { frames } = useSurroundings();
  const state = useLinkState(frames);
  if (state.kind !== 'waiting') return null;
  return (
    <div class="notice old">
      <p>{linkWords(state).sentence}</p>
      <button class="quiet" onClick={() => frames.retry()}>
        Try now
      </button>
    </div>
  );
}
