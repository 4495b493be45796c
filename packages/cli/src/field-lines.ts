import type { Output } from './output.js';

/** A name and what stands beside it; undefined is left out. */
export type Field = readonly [name: string, text: string | undefined];

const NAME_WIDTH = 10;

/** Names in a column, and what they stand for beside them. */
export function fieldLines(fields: readonly Field[], { ink }: Pick<Output, 'ink'>): string[] {
  return fields.flatMap(([name, text]) =>
    text === undefined ? [] : [`  ${ink.faint(name.padEnd(NAME_WIDTH))}  ${text}`],
  );
}
