import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** Said to who goes on in a feed after a cursor that it no longer has, or never had: `cursor_expired`. */
export function feedExpired(
  after: number,
  kept: { readonly oldest: number; readonly latest: number },
): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CURSOR_EXPIRED,
    message:
      `The feed can't go on after cursor ${after}: it has what follows ${kept.oldest} up to ${kept.latest}. ` +
      `Read the present executions and go on from the latest cursor, or from 0 for all that is kept.`,
    details: { after, ...kept },
  });
}

/** Said to who goes on in a list after an execution that is no longer kept: `cursor_expired`. */
export function listExpired(after: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CURSOR_EXPIRED,
    message: `Execution "${after}", after which the list was to go on, is no longer kept; begin again.`,
    details: { after },
  });
}
