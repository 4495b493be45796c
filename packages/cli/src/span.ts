const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time for people: `850 ms`, `4.2 s`, `3 min 5 s`, `2 d 1 h`. */
export function span(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1_000) return `${whole} ms`;
  if (whole < 60_000) return `${(Math.floor(whole / 100) / 10).toFixed(1)} s`;
  const at = UNITS.findIndex(([, size]) => whole >= size);
  const [unit, size] = UNITS[at] ?? UNITS[3];
  const [lower, part] = UNITS[at + 1] ?? UNITS[3];
  const rest = Math.floor((whole % size) / part);
  return `${Math.floor(whole / size)} ${unit}${rest > 0 ? ` ${rest} ${lower}` : ''}`;
}

/** An instant for people, in UTC, to the millisecond. */
export function instant(at: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return String(at);
  return date.toISOString().replace('T', ' ').replace('Z', '');
}

/** How long ago, or in how long. */
export function fromNow(at: number, now: number): string {
  return at <= now ? `${span(now - at)} ago` : `in ${span(at - now)}`;
}
