import { executionSchema, isExecutionState, MAX_JSON_DEPTH } from '@tracker/state';
import type { z } from 'zod';
import { when, type Contradiction } from './contradiction.js';
import { quoted } from './evidence-words.js';
import { factHeadShape, firstIssue, readFact, type FactHead, type ReadFact } from './fact-shape.js';
import { headerShape, recordShape, transcriptShape, type Transcript } from './line-shapes.js';
import type { ReadRecord } from './read-record.js';

/** A line as the auditor takes it. */
export type Line =
  | { readonly kind: 'fact'; readonly head: FactHead; readonly fact: ReadFact }
  | { readonly kind: 'header'; readonly digest: string }
  | { readonly kind: 'record'; readonly read: Omit<ReadRecord, 'where'> }
  | { readonly kind: 'transcript'; readonly transcript: Transcript }
  | {
      readonly kind: 'misfit';
      readonly executionId: string | null;
      readonly misfit: readonly Contradiction[];
    };

/** Lists and objects inside one another, at most; a transcript's frames carry answers two levels down. */
const MAX_LINE_DEPTH = MAX_JSON_DEPTH + 8;

function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= MAX_LINE_DEPTH) return true;
  return Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

function unreadable(found: string): Line {
  const facts = ['a line is one JSON object', found] as const;
  return { kind: 'misfit', executionId: null, misfit: when(true, 'unreadable_line', () => facts) };
}

function misshapen(what: string, error: z.core.$ZodError, executionId: string | null = null): Line {
  const misfit = when(true, 'unknown_shape', () => [what, firstIssue(error)]);
  return { kind: 'misfit', executionId, misfit };
}

function readFactLine(value: object): Line {
  const head = factHeadShape.safeParse(value);
  if (!head.success)
    return misshapen('a fact has an executionId, a seq, a type and at', head.error);
  return { kind: 'fact', head: head.data, fact: readFact(head.data) };
}

function readHeader(value: object): Line {
  const { success, data, error } = headerShape.safeParse(value);
  if (!success) return misshapen('a header names a digest', error);
  return { kind: 'header', digest: data.digest };
}

function readRecord(value: object): Line {
  const line = recordShape.safeParse(value);
  if (!line.success) return misshapen('a record line has a record and readAt', line.error);
  const { record: given, readAt, readBy } = line.data;
  const { success, data: record, error } = executionSchema.safeParse(given);
  if (success) return { kind: 'record', read: { record, readAt, readBy } };
  if (isExecutionState(given['state'])) return misshapen('a record read', error, given.id);
  const misfit = when(true, 'unknown_state', () => [
    `a reader saw the state ${quoted(given['state'])}`,
    'the definition has no such state',
  ]);
  return { kind: 'misfit', executionId: given.id, misfit };
}

function readTranscript(value: object): Line {
  const { success, data, error } = transcriptShape.safeParse(value);
  if (success) return { kind: 'transcript', transcript: data };
  const wrongState = error.issues.some(({ path }) => path.at(-1) === 'state');
  const misfit = when(true, wrongState ? 'unknown_state' : 'unknown_shape', () => [
    'a transcript has a userId and frames of a known shape',
    firstIssue(error),
  ]);
  return { kind: 'misfit', executionId: null, misfit };
}

const READERS: Readonly<Record<string, (value: object) => Line>> = {
  header: readHeader,
  record: readRecord,
  transcript: readTranscript,
};

function readObject(value: unknown): Line {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return unreadable(`this one is ${Array.isArray(value) ? 'a list' : String(typeof value)}`);
  }
  if (isTooDeep(value)) return unreadable(`this one nests deeper than ${MAX_LINE_DEPTH} levels`);
  if (!Object.hasOwn(value, 'kind')) return readFactLine(value);
  const { kind } = value as { readonly kind: unknown };
  const read = typeof kind === 'string' && Object.hasOwn(READERS, kind) && READERS[kind];
  if (read) return read(value);
  const misfit = when(true, 'unknown_shape', () => [
    `a line is a fact or of the kind ${Object.keys(READERS).join(', ')}`,
    `this one is of the kind ${quoted(kind)}`,
  ]);
  return { kind: 'misfit', executionId: null, misfit };
}

/** Reads one line of input: JSON text, or what it stands for. Nothing in it makes this throw. */
export function readLine(line: unknown): Line {
  if (typeof line !== 'string') return readObject(line);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return unreadable('this one is not JSON');
  }
  return readObject(value);
}
