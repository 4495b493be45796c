import type { HistoryEvent } from '@tracker/state';

/** A fact in the words of the evidence. */
export function said({ seq, type, at }: HistoryEvent): string {
  return `fact ${seq} (${type}) at ${at}`;
}

/** `value` as JSON, for the evidence. */
export function quoted(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
