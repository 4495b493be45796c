import type { Outlook } from '@tracker/core';
import type { Execution } from '@tracker/state';
import { notFound } from './failure.js';
import type { Site } from './site.js';

/** An execution as whoever asks may see it, and what it waits for. Rejects when there is none for them. */
export async function lookUp(
  { tracker, scope }: Site,
  id: string,
): Promise<{ readonly execution: Execution; readonly outlook: Outlook }> {
  // the scope is asked first: only then is it known that they may hear anything of it
  const execution = await scope.getExecution(id);
  const outlook = execution && (await tracker.outlook(id));
  if (!execution || !outlook) throw notFound(id);
  return { execution, outlook };
}
