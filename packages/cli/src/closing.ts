/** What is closed after use. */
interface Closable {
  close(): Promise<void>;
}

/** Closes all, the last that was opened first, also when one of them can't be; rejects with the first reason. */
export async function closeAll(opened: readonly Closable[]): Promise<void> {
  const reasons: unknown[] = [];
  for (const closable of [...opened].reverse()) {
    await closable.close().catch((error: unknown) => reasons.push(error));
  }
  if (reasons.length > 0) throw reasons[0];
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
