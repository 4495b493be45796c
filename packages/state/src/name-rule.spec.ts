import { MAX_NAME_LENGTH, isName } from './name-rule.js';

test.each(['a', ' ann ', 'x'.repeat(MAX_NAME_LENGTH), 'naïve', '日本', '😀'])(
  '%j is a name',
  (given) => {
    expect(isName(given)).toBe(true);
  },
);

test.each([
  '',
  '  ',
  'x'.repeat(MAX_NAME_LENGTH + 1),
  'a\u0000',
  'a\n',
  '\u007f',
  '\ud800',
  'a\udc00b',
  undefined,
  null,
  7,
  ['a'],
])('%j is none', (given) => {
  expect(isName(given)).toBe(false);
});
