export const DEVIATIONS = { tbd: {} } as Record<string, unknown>;
export type DeviationName = string;
