/** Where the gateway answers: the page lies in a folder beside it. */
export function apiBase(page: string): URL {
  return new URL('../v1/', page);
}
