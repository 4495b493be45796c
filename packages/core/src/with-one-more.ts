/**
 * A copy of `list` with exactly so many places, at least its own; those that are new are to be filled. Engines give
 * other ways to say this room to grow, which costs more than most lists here ever need.
 */
export function withPlaces<T>(list: readonly T[], places: number): T[] {
  const longer = new Array<T>(places);
  for (let at = 0; at < list.length; at++) longer[at] = list[at] as T;
  return longer;
}

/** A copy of `list` with `item` at its end. */
export function withOneMore<T>(list: readonly T[], item: T): T[] {
  const longer = withPlaces(list, list.length + 1);
  longer[list.length] = item;
  return longer;
}
