import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { z } from 'zod';

/** Parses what a caller gave. Throws `invalid_input` naming the call, each wrong field, and what is allowed. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  given: unknown,
  call: string,
): z.output<T> {
  const parsed = safely(schema, given);
  if (parsed?.success) return parsed.data;
  const found = parsed?.error.issues ?? [{ path: [], message: 'reading it throws' }];
  const issues = found.slice(0, 5).map(({ path, message }) => {
    const field = path.join('.');
    return field === '' ? message : `${field}: ${message}`;
  });
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `${call} was given something it can't use. ${issues.join('; ')}`,
    details: { call, issues },
  });
}

/** Undefined when the given thing throws while it is looked at, as getters and proxies may. */
function safely<T extends z.ZodType>(schema: T, given: unknown) {
  try {
    return schema.safeParse(given);
  } catch {
    return undefined;
  }
}
