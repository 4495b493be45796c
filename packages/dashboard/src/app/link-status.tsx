import { useEffect, useState } from 'preact/hooks';
import { linkWords } from './link-words.js';
import { useSurroundings } from './surroundings.js';

/** Whether what is shown is live; said politely when it changes. */
export function LinkStatus() {
  const { frames } = useSurroundings();
  const [state, setState] = useState(frames.state);
  useEffect(() => {
    setState(frames.state);
    return frames.listenToState(setState);
  }, [frames]);
  const { word, sentence } = linkWords(state);
  return (
    <div class="link-status">
      <span role="status" class={`link link-${state.kind}`} title={sentence}>
        <span class="dot" aria-hidden="true" />
        {word}
      </span>
      {state.kind === 'waiting' && (
        <button class="quiet" onClick={() => frames.retry()}>
          Try now
        </button>
      )}
    </div>
  );
}
