/** A share as a percentage that never rounds up to more than was seen. */
export function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}

/** A share as a percentage that never rounds down to less than was seen. */
export function percentAtMost(share: number): string {
  return `${(Math.ceil(share * 10_000) / 100).toFixed(2)} %`;
}

/** A count with its thousands apart. */
export function count(number: number): string {
  return number.toLocaleString('en-GB');
}

/** A duration in the unit that people would use. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** `text` with nothing left in it that a terminal would obey. */
export function onTerminal(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
