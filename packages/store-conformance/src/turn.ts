/** Lets the real event loop turn once, so that sockets and disks can answer. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
