/** What `work` promises; what it throws is a rejection too. Costs less than one more async function around it. */
export function promised<T>(work: () => Promise<T>): Promise<T> {
  try {
    return work();
  } catch (error) {
    return Promise.reject(error as Error);
  }
}
