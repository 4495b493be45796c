import type { AgentFrame } from '@tracker/client/protocol';
import type { Time } from './browser-time.js';
import { FeedLink, type LinkState } from './feed-link.js';
import type { TrackerApi } from './tracker-api.js';

/** What a view hears of the feed. */
export interface FrameListener {
  readonly onFrame?: (frame: AgentFrame) => void;
  /** What was read before may have a gap: read again. */
  readonly onFresh?: () => void;
}

/** The one feed of the page, to which its views listen. Keeps nothing of what it tells. */
export class FrameSource {
  readonly #listeners = new Set<FrameListener>();
  readonly #stateListeners = new Set<(state: LinkState) => void>();
  readonly #link: FeedLink;
  #state: LinkState = { kind: 'connecting' };

  constructor(api: TrackerApi, time: Time) {
    this.#link = new FeedLink({
      time,
      open: (after, signal) => api.feed(after, signal),
      onFrame: (frame) => this.#listeners.forEach(({ onFrame }) => onFrame?.(frame)),
      onFresh: () => this.#listeners.forEach(({ onFresh }) => onFresh?.()),
      onState: (state) => {
        this.#state = state;
        for (const tell of this.#stateListeners) tell(state);
      },
    });
  }

  get state(): LinkState {
    return this.#state;
  }

  open(): void {
    void this.#link.run();
  }

  close(): void {
    this.#link.close();
  }

  /** Comes back at once instead of waiting. */
  retry(): void {
    this.#link.retry();
  }

  /** Returns what ends it. */
  listen(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Returns what ends it. */
  listenToState(tell: (state: LinkState) => void): () => void {
    this.#stateListeners.add(tell);
    return () => void this.#stateListeners.delete(tell);
  }
}
