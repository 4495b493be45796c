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
  return secondsText(Math.round(whole / 1_000));
}

/** A duration that goes on, in whole seconds and coarser, so that it does not flicker: `0 s`, `3 min 5 s`. */
export function runningText(ms: number): string {
  return secondsText(Math.floor(Math.max(0, ms) / 1_000));
}

/** What is left of a duration, in whole seconds and coarser: `0 s` only when nothing is left. */
export function remainingText(ms: number): string {
  return secondsText(Math.ceil(Math.max(0, ms) / 1_000));
}

/** An instant to come or gone by: `in 12 s`, `12 s ago`, `now`. */
export function distanceText(at: number, now: number): string {
  const ms = at - now;
  if (ms > 0) return `in ${remainingText(ms)}`;
  return ms > -1_000 ? 'now' : `${runningText(-ms)} ago`;
}

function secondsText(seconds: number): string {
  const ms = seconds * 1_000;
  const first = UNITS.findIndex((one) => ms >= one.ms);
  const [large, small] = [UNITS[first], UNITS[first + 1]];
  if (!large) return '0 s';
  const rest = small ? Math.floor((ms % large.ms) / small.ms) : 0;
  const count = Math.floor(ms / large.ms);
  return `${count} ${large.unit}${small && rest > 0 ? ` ${rest} ${small.unit}` : ''}`;
}
