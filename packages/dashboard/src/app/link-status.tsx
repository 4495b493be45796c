import { linkWords } from './link-words.js';
import { useSurroundings } from './surroundings.js';
import { useLinkState } from './use-link-state.js';

/** Whether what is shown is live; said politely when it changes. */
export function LinkStatus() {
  const { frames } = useSurroundings();
  const state = useLinkState(frames);
  const { word, sentence } = linkWords(state);
  return (
    <span role="status" class={`link link-${state.kind}`} title={sentence}>
      <span class="dot" aria-hidden="true" />
      {word}
    </span>
  );
}
