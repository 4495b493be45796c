import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** What was seen of each execution, field by field. */
export type World = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** One call that was recorded of a legacy module, with everything that could be seen after it. */
export interface Step {
  readonly op: string;
  readonly args: Readonly<Record<string, Json>> & { readonly id?: string };
  readonly result?: Json;
  readonly exception?: { readonly type: string; readonly message: string };
  /** Seconds since the sequence began, when the call was over. */
  readonly t: number;
  readonly after: Readonly<Record<string, Json>>;
}

export interface Sequence {
  readonly name: string;
  readonly params?: Readonly<Record<string, Json>>;
  readonly steps: readonly Step[];
}

/** Where the recorder's clock began. */
export const EPOCH_MS = 1_700_000_000_000;

/** A file of recorded calls. */
export function readTrace<Content>(name: string): Content {
  const packed = readFileSync(join(__dirname, '../traces', `${name}.json.gz`));
  return JSON.parse(gunzipSync(packed).toString('utf8')) as Content;
}

/** The sequences of a file. */
export function readSequences(name: string): readonly Sequence[] {
  const content = readTrace<readonly Sequence[] | { readonly sequences: readonly Sequence[] }>(
    name,
  );
  return 'sequences' in content ? content.sequences : (content as readonly Sequence[]);
}
