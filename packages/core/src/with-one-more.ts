/**
 * A copy of `list` with `item` at its end. Engines give other ways to say this room to grow, which costs more than
 * most lists here ever need.
 */
export function withOneMore<T>(list: readonly T[], item: T): T[] {
  const longer = new Array<T>(list.length + 1);
  for (let at = 0; at < list.length; at++) longer[at] = list[at] as T;
  longer[list.length] = item;
  return longer;
}
