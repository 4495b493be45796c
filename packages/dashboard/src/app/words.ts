/** A word of the table as people write it: `tool_execution` → `tool execution`. */
export function spoken(word: string): string {
  return word.replaceAll('_', ' ');
}

/** With a capital, for the beginning of a line. */
export function spokenFirst(word: string): string {
  const words = spoken(word);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A count with its noun: `1 execution`, `12 executions`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** An id cut to what tells it from its neighbours; the whole stands in a title. */
export function shortId(id: string): string {
  return id.length <= 20 ? id : `${id.slice(0, 8)}…${id.slice(-8)}`;
}
