import { parseInput } from './door.js';
import {
  completeInputSchema,
  createInputSchema,
  nameSchema,
  progressInputSchema,
  type CompleteInput,
  type CreateInput,
  type ProgressInput,
} from './inputs.js';

// What most callers give is recognised without the schema, at a fraction of its cost. Only what the schema lets
// through as it is counts as plain; everything else is left to the schema, which alone knows what is wrong with it.

/** A name in which there is nothing to look for: printable ASCII, not blank, neither too short nor too long. */
const PLAIN_NAME = /^[!-~][ -~]{0,199}$/;

/** A note that is neither blank nor too long. */
const PLAIN_NOTE = /^\S[^]{0,1999}$/;

/** A name as the schema for names lets it through. */
export function parseName(given: unknown, call: string): string {
  return isPlainName(given) ? given : parseInput(nameSchema, given, call);
}

/** What `createExecution` is given. */
export function parseCreateInput(given: unknown): CreateInput {
  return (
    unlessReadingThrows(plainCreateInput, given) ??
    parseInput(createInputSchema, given, 'createExecution')
  );
}

/** What `completeExecution` is given. */
export function parseCompleteInput(given: unknown): CompleteInput {
  return (
    unlessReadingThrows(plainAnswer, given) ??
    parseInput(completeInputSchema, given, 'completeExecution')
  );
}

/** What `reportProgress` is given. */
export function parseProgressInput(given: unknown): ProgressInput {
  return (
    unlessReadingThrows(plainProgress, given) ??
    parseInput(progressInputSchema, given, 'reportProgress')
  );
}

function isPlainName(given: unknown): given is string {
  return typeof given === 'string' && PLAIN_NAME.test(given);
}

/** What every new execution needs, and nothing else. */
function plainCreateInput(given: unknown): CreateInput | undefined {
  if (!isPlainObject(given, 3)) return undefined;
  // read once: a getter may say something else the next time
  const { agentName, userId, threadId } = given;
  if (!isPlainName(agentName) || !isPlainName(userId) || !isPlainName(threadId)) return undefined;
  return { agentName, userId, threadId };
}

/** An answer, and nothing else. */
function plainAnswer(given: unknown): CompleteInput | undefined {
  if (!isPlainObject(given, 1) || !Object.hasOwn(given, 'answer')) return undefined;
  return { answer: given['answer'] };
}

/** A note that does not begin with a blank, and nothing else. */
function plainProgress(given: unknown): ProgressInput | undefined {
  if (!isPlainObject(given, 1)) return undefined;
  const { note } = given;
  return typeof note === 'string' && PLAIN_NOTE.test(note) ? { note } : undefined;
}

/** Whether it is an object as code writes it down, with so many members. */
function isPlainObject(given: unknown, members: number): given is Record<string, unknown> {
  if (typeof given !== 'object' || given === null) return false;
  if (Object.getPrototypeOf(given) !== Object.prototype) return false;
  return Object.keys(given).length === members;
}

/** Getters and proxies may throw while they are looked at; the schema's door has words for that. */
function unlessReadingThrows<T>(
  look: (given: unknown) => T | undefined,
  given: unknown,
): T | undefined {
  try {
    return look(given);
  } catch {
    return undefined;
  }
}
