/** How many letters must be inserted, dropped or replaced to make `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word that `given` most likely was meant to be; undefined when a third of it or more differs. */
export function nearestWord<Word extends string>(
  given: string,
  words: readonly Word[],
): Word | undefined {
  let nearest: Word | undefined;
  let least = Infinity;
  for (const word of words) {
    const allowed = Math.floor(word.length / 3);
    if (Math.abs(given.length - word.length) > allowed) continue;
    const distance = editDistance(given, word);
    if (distance > allowed || distance >= least) continue;
    [nearest, least] = [word, distance];
  }
  return nearest;
}
