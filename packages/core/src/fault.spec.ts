import {
  exhaustedDependency,
  faultOf,
  isRetryable,
  markFault,
  markRetryable,
  noteExhausted,
} from './fault.js';

describe('marks on an error', () => {
  it('return the error, and leave its looks alone', () => {
    const error = new Error('x');
    expect(markFault(markRetryable(error), 'user')).toBe(error);
    expect([isRetryable(error), faultOf(error)]).toEqual([true, 'user']);
    expect(Object.keys(error)).toEqual([]);
    expect(JSON.stringify(error)).toBe('{}');
  });

  it.each([new Error('x'), {}, 'text', 7, null, undefined])('are not on %p', (error) => {
    expect([isRetryable(error), faultOf(error), exhaustedDependency(error)]).toEqual([
      false,
      undefined,
      undefined,
    ]);
  });

  it('can be changed, and are no fault when they are none of the known ones', () => {
    const error = markFault(markFault(new Error('x'), 'user'), 'agent');
    expect(faultOf(error)).toBe('agent');
    expect(faultOf(markFault({}, 'nobody' as never))).toBeUndefined();
  });

  it('remember which dependency gave up, except of what is no object', () => {
    const error = new Error('x');
    noteExhausted(error, 'llm');
    noteExhausted('text', 'llm');
    expect([exhaustedDependency(error), exhaustedDependency('text')]).toEqual(['llm', undefined]);
  });
});
