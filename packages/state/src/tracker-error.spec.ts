import { TrackerError, TrackerErrorCode } from './tracker-error.js';

const error = new TrackerError({
  code: TrackerErrorCode.NOT_FOUND,
  message: 'No execution e1.',
  details: { executionId: 'e1' },
  cause: new RangeError('deep'),
});

it('carries a code, a message, the ids and its cause', () => {
  expect(error).toMatchObject({
    name: 'TrackerError',
    code: 'not_found',
    message: 'No execution e1.',
    details: { executionId: 'e1' },
    cause: expect.any(RangeError),
  });
});

it('has no details and no cause unless they were given', () => {
  const bare = new TrackerError({ code: 'closed', message: 'Closed.' });
  expect(bare.details).toEqual({});
  expect('cause' in bare).toBe(false);
});

it('is named for the class that was made', () => {
  class StoreError extends TrackerError {}
  expect(new StoreError({ code: 'store_failure', message: 'm' }).name).toBe('StoreError');
});

it('knows its own, also those of another copy of the package, and by code', () => {
  const twin = Object.assign(new Error('twin'), {
    code: 'closed',
    [Symbol.for('@tracker/error')]: true,
  });
  expect(TrackerError.is(error)).toBe(true);
  expect(TrackerError.is(error, 'not_found')).toBe(true);
  expect(TrackerError.is(error, 'closed')).toBe(false);
  expect(TrackerError.is(twin, 'closed')).toBe(true);
});

it.each([undefined, null, 'not_found', {}, new Error('other')])('does not know %p', (value) => {
  expect(TrackerError.is(value)).toBe(false);
});

it('has no two codes that are spelled alike', () => {
  const codes = Object.values(TrackerErrorCode);
  expect(new Set(codes).size).toBe(codes.length);
});
