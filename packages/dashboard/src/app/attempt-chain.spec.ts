import fc from 'fast-check';
import { attemptChain } from './attempt-chain.js';
import { pending } from './execution.fixture.js';

const attempt = (n: number) =>
  pending({ id: `e-${n}`, attempt: n, retryOf: n === 1 ? null : `e-${n - 1}` });

it('finds the whole chain from any of its attempts, in any order', () => {
  const whole = [1, 2, 3, 4].map(attempt);
  const others = [pending({ id: 'stranger' })];
  const shuffled = fc.shuffledSubarray([...whole, ...others], { minLength: 5 });
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...whole), (neighbours, one) => {
      expect(attemptChain(one, neighbours).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    }),
  );
});

it('is one alone when the others are not there', () => {
  expect(attemptChain(attempt(3), [attempt(1)])).toHaveLength(1);
});
