/** What is there at once, or will be. */
export type Awaitable<T> = T | Promise<T>;

/** Whether it has to be waited for; what is there needs no turn of the event loop, and no promise is made for it. */
export function isPromised<T>(value: Awaitable<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** What somebody else's code answers. The promise of a library, or of another realm, is of another class; it becomes ours. */
export function answered<T>(value: Awaitable<T>): Awaitable<T> {
  if (isPromised(value)) return value;
  const isTheirs = typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
  return isTheirs ? Promise.resolve(value) : value;
}

/** What `work` comes to, promised; what it throws is a rejection too. Costs less than an async function around it. */
export function promised<T>(work: () => Awaitable<T>): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error as Error);
  }
}
