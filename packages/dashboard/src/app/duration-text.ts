const UNITS = [
  { unit: 'd', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'min', ms: 60_000 },
  { unit: 's', ms: 1_000 },
] as const;

/** A duration in at most two units: `340 ms`, `2.4 s`, `3 min 5 s`, `2 d 4 h`. */
export function durationText(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1_000) return `${whole} ms`;
  if (whole < 9_950) return `${(whole / 1_000).toFixed(1)} s`;
  const seconds = Math.round(whole / 1_000) * 1_000;
  const first = UNITS.findIndex((one) => seconds >= one.ms);
  const [large, small] = [UNITS[first], UNITS[first + 1]];
  if (!large) return `${whole} ms`;
  const count = Math.floor(seconds / large.ms);
  const rest = small ? Math.floor((seconds % large.ms) / small.ms) : 0;
  return `${count} ${large.unit}${small && rest > 0 ? ` ${rest} ${small.unit}` : ''}`;
}

/** How long ago, in whole seconds and coarser, so that a list does not flicker. */
export function agoText(ms: number): string {
  return ms < 1_000 ? 'now' : `${durationText(Math.floor(ms / 1_000) * 1_000).replace('.0 ', ' ')} ago`;
}

/** An instant from now on, or gone by: `in 12 s`, `12 s ago`. */
export function distanceText(at: number, now: number): string {
  const ms = at - now;
  if (ms <= 0) return agoText(-ms);
  return `in ${durationText(Math.ceil(ms / 1_000) * 1_000).replace('.0 ', ' ')}`;
}
