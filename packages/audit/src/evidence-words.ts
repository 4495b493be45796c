import type { HistoryEvent } from '@tracker/state';

/** A fact in the words of the evidence. */
export function said({ seq, type, at }: HistoryEvent): string {
  return `fact ${seq} (${type}) at ${at}`;
}

/** The longest quotation; evidence points at data and does not carry it. */
const MAX_QUOTATION = 200;

/** `value` as JSON as far as it goes, for the evidence. */
export function quoted(value: unknown): string {
  const text = asJson(value) ?? typeof value;
  return text.length > MAX_QUOTATION ? `${text.slice(0, MAX_QUOTATION)}…` : text;
}

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
