import type { Message } from '@tracker/client/protocol';
import type { Metadata } from '@tracker/core';
import { canonicalJson, type JsonValue } from '@tracker/state';

/** What a user asked, as an agent finds it in its execution's metadata. */
export interface Question {
  readonly text: string;
  readonly data?: { readonly [key: string]: JsonValue } | undefined;
}

/** The metadata of the execution that works on a message. */
export function toMetadata({ text, data }: Message): Metadata {
  return data === undefined ? { message: text } : { message: text, data };
}

/** The message that an execution works on; the text is empty when it was not started by one. */
export function questionOf({ metadata }: { readonly metadata: Metadata }): Question {
  const { message, data } = metadata;
  const text = typeof message === 'string' ? message : '';
  return isObject(data) ? { text, data } : { text };
}

/** Whether two messages ask the same. */
export function asksTheSame(one: Metadata, other: Metadata): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
