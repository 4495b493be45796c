import { useEffect, useState } from 'preact/hooks';
import type { LinkState } from './feed-link.js';
import type { FrameSource } from './frame-source.js';

/** How the page stands with the feed, as it changes. */
export function useLinkState(frames: FrameSource): LinkState {
  const [state, setState] = useState(frames.state);
  useEffect(() => {
    setState(frames.state);
    return frames.listenToState(setState);
  }, [frames]);
  return state;
}
