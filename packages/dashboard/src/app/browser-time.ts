/** The time as the page takes it; specs bring their own. */
export interface Time {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after a while; the result calls it off. */
  after(ms: number, call: () => void): () => void;
}

/** The browser's own clock. */
export const browserTime: Time = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
