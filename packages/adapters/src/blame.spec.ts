import { faultOf, markFault } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { blame } from './blame.js';

const withFields = (fields: object) => Object.assign(new Error('it went wrong'), fields);
const named = (name: string) => withFields({ name });

describe('who is at fault', () => {
  it.each([
    ['a server that failed', withFields({ status: 503 }), 'infrastructure'],
    [
      'a server that failed, as the AI SDK says it',
      withFields({ statusCode: 500 }),
      'infrastructure',
    ],
    ['too many requests', withFields({ status: 429 }), 'infrastructure'],
    ['a key that is not accepted', withFields({ status: 401 }), 'infrastructure'],
    ['a request that makes no sense', withFields({ status: 400 }), 'agent'],
    ['refused content', withFields({ status: 400, code: 'content_filter' }), 'user'],
    [
      'refused content, as the AI SDK says it',
      withFields({ statusCode: 400, data: { error: { code: 'content_policy_violation' } } }),
      'user',
    ],
    ['a refused connection', withFields({ code: 'ECONNREFUSED' }), 'infrastructure'],
    ['a broken connection', withFields({ code: 'UND_ERR_SOCKET' }), 'infrastructure'],
    ['a name that the adapter knows', named('GuardrailError'), 'user'],
    ['one that it wraps', withFields({ lastError: withFields({ status: 503 }) }), 'infrastructure'],
    [
      'a cause deep down',
      withFields({ cause: withFields({ cause: { code: 'EPIPE' } }) }),
      'infrastructure',
    ],
    ['nothing that is known', new Error('oops'), undefined],
    ['a code of the language', withFields({ code: 'ERR_INVALID_ARG_TYPE' }), undefined],
    ['a status that is none', withFields({ status: 'failed' }), undefined],
  ])('%s', (_, error, fault) => {
    expect(blame(error, { GuardrailError: 'user' })).toBe(error);
    expect(faultOf(error)).toBe(fault);
  });

  it('is left as it was marked, outside and inside', () => {
    const marked = markFault(withFields({ status: 500 }), 'user');
    expect(faultOf(blame(marked))).toBe('user');
    expect(faultOf(blame(withFields({ cause: marked })))).toBe('user');
  });

  it('is said by the tracker itself when a framework has wrapped its error', () => {
    const open = new TrackerError({ code: TrackerErrorCode.CIRCUIT_OPEN, message: 'open' });
    expect(blame(withFields({ lastError: open, status: 500 }))).toBe(open);
  });

  it('can be asked of anything that is thrown', () => {
    const circle: { cause?: unknown } = new Error('round');
    circle.cause = circle;
    const trap = Object.defineProperty(new Error('trap'), 'cause', {
      get() {
        throw new Error('gotcha');
      },
    });
    const frozen = Object.freeze(withFields({ status: 500 }));
    for (const thrown of [undefined, null, 'text', 7, circle, trap, frozen, { status: NaN }]) {
      expect(blame(thrown)).toBe(thrown);
    }
  });
});
