/** A share as a percentage; never rounded up to all, nor down to none. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  const digits = percent > 99 || percent < 1 ? 2 : 1;
  const step = 10 ** digits;
  const cut = percent > 50 ? Math.floor(percent * step) / step : Math.ceil(percent * step) / step;
  return `${Number(cut.toFixed(digits))} %`;
}
