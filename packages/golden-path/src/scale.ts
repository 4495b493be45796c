/** Maps values to places on an axis. */
export type Scale = (value: number) => number;

/** A stretch of an axis: from value to value, from place to place. */
export interface Stretch {
  readonly values: readonly [number, number];
  readonly places: readonly [number, number];
}

/** A linear axis; values beyond its ends stop there. */
export function linearScale({ values: [low, high], places: [start, end] }: Stretch): Scale {
  return (value) => {
    const share = high === low ? 0 : (value - low) / (high - low);
    return rounded(start + Math.min(1, Math.max(0, share)) * (end - start));
  };
}

/** A logarithmic axis for values from 1 on; values beyond its ends stop there. */
export function logScale({ values: [low, high], places }: Stretch): Scale {
  const linear = linearScale({ values: [Math.log(low), Math.log(high)], places });
  return (value) => linear(Math.log(Math.max(low, value)));
}

/** A place with no more digits than a picture needs. */
function rounded(place: number): number {
  return Math.round(place * 10) / 10;
}
