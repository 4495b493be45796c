/** A time to look back over, in steps. */
export interface Span {
  readonly name: string;
  readonly stepMs: number;
  readonly steps: number;
}

const MINUTE = 60_000;

/** What can be looked back over, the shortest first. */
export const SPANS: readonly [Span, ...Span[]] = [
  { name: 'Last hour', stepMs: 2 * MINUTE, steps: 30 },
  { name: 'Last day', stepMs: 60 * MINUTE, steps: 24 },
  { name: 'Last week', stepMs: 360 * MINUTE, steps: 28 },
];
