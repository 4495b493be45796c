/** Whether a text of the database can be `name`: it holds no NUL and no half of a character. */
export function isStorable(name: unknown): name is string {
  return typeof name === 'string' && !/\0|\p{Surrogate}/u.test(name);
}
