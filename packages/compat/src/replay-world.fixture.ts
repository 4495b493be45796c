import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ReplayClock, type ReplayGrain } from './replay-clock.fixture.js';
import { EPOCH_MS, type Json } from './trace.fixture.js';

/** Neither sweeps nor renewals happen by themselves: the traces say when somebody looks. */
const NEVER_BY_ITSELF = { sweepIntervalMs: 3_600_000, leaseIntervalMs: 3_600_000 };

/** One tracker, at the instant at which the recorder's clock began. */
export function replayWorld(grain?: ReplayGrain) {
  const clock = new ReplayClock(EPOCH_MS, grain);
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock, name: 'replay', ...NEVER_BY_ITSELF });
  return { clock, store, tracker };
}

export type ReplayWorld = ReturnType<typeof replayWorld>;

/** Names executions as the recorder did: by the order of their creation. */
export class Names {
  readonly #ids = new Map<string, string>();
  #count = 0;

  /** A number that no earlier call gave. */
  next(): number {
    return (this.#count += 1);
  }

  name(label: string, id: string): void {
    this.#ids.set(label, id);
  }

  id(label: unknown): string {
    return this.#ids.get(String(label)) ?? String(label);
  }

  label(id: string): string {
    return [...this.#ids].find(([, each]) => each === id)?.[0] ?? id;
  }

  get labels(): readonly string[] {
    return [...this.#ids.keys()];
  }
}

/** Seconds since the recorder's clock began. */
export function seconds(at: Date): number {
  return (at.getTime() - EPOCH_MS) / 1_000;
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const camel = (name: string) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Recorded settings under the names that they have here. */
export function camelKeys(value: Json | undefined = null): Readonly<Record<string, Json>> {
  const entries = Object.entries((value ?? {}) as Readonly<Record<string, Json>>);
  return Object.fromEntries(entries.map(([key, each]) => [camel(key), each]));
}

/** A value as the recorder would have written it: keys in snake case, instants as `{ t }`, what is missing as null. */
export function asRecorded(value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (value === Infinity) return 'inf';
  if (value instanceof Date) return { t: seconds(value) };
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value !== 'object') return value as Json;
  const entries = Object.entries(value).map(([key, each]) => [snakeCase(key), asRecorded(each)]);
  return Object.fromEntries(entries) as Json;
}

/** What came of a call: what it gave, or the kind of error it threw. */
export type Outcome = { readonly value: unknown } | { readonly error: Error };

/** Performs a call and catches what it throws. */
export async function outcomeOf(act: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await act() };
  } catch (error) {
    return { error: error as Error };
  }
}
