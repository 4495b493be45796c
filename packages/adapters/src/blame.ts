import { faultOf, markFault } from '@tracker/core';
import { Fault, TrackerError } from '@tracker/state';
import { errorLinks, fieldOf } from './error-links.js';

/** Who is at fault for errors of these names. */
export type FaultsByName = Readonly<Record<string, Fault>>;

/** What model servers call a request that they will not answer for what is in it. */
const REFUSED_CONTENT: readonly unknown[] = [
  'content_filter',
  'content_policy_violation',
  'moderation_blocked',
];

/** How Node and its HTTP client name failures of the network. */
const SYSTEM_ERROR = /^(E[A-Z]+|UND_ERR_\w+)$/;

/**
 * What to throw for an error of a framework: the error itself, marked with who is at fault where that is known; or
 * the tracker's own error where the framework has wrapped one, so that an open breaker stays an open breaker.
 * An error that was marked before keeps its mark.
 */
export function blame(error: unknown, byName: FaultsByName = {}): unknown {
  const links = errorLinks(error);
  const own = links.find((link) => TrackerError.is(link));
  if (own) return own;
  if (typeof error !== 'object' || error === null || faultOf(error) !== undefined) return error;
  for (const link of links) {
    const fault = faultOf(link) ?? knownFault(link, byName);
    if (fault !== undefined) return Object.isExtensible(error) ? markFault(error, fault) : error;
  }
  return error;
}

function knownFault(error: object, byName: FaultsByName): Fault | undefined {
  const code = fieldOf(error, 'code') ?? fieldOf(fieldOf(fieldOf(error, 'data'), 'error'), 'code');
  if (REFUSED_CONTENT.includes(code)) return Fault.USER;
  const name = fieldOf(error, 'name');
  if (typeof name === 'string' && Object.hasOwn(byName, name)) return byName[name];
  const status = fieldOf(error, 'status') ?? fieldOf(error, 'statusCode');
  if (typeof status === 'number') return faultOfStatus(status);
  return typeof code === 'string' && SYSTEM_ERROR.test(code) ? Fault.INFRASTRUCTURE : undefined;
}

/** A key that is not accepted, a quota, a time limit are no fault of the code that asks. */
const NOT_THE_REQUEST: readonly number[] = [401, 402, 403, 408, 409, 429];

function faultOfStatus(status: number): Fault | undefined {
  if (status >= 500 || NOT_THE_REQUEST.includes(status)) return Fault.INFRASTRUCTURE;
  return status >= 400 ? Fault.AGENT : undefined;
}
