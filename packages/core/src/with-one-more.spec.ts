import { withOneMore } from './with-one-more.js';

test('a list gets one more at its end', () => {
  expect(withOneMore<number>([], 1)).toEqual([1]);
  expect(withOneMore([1, 2], 3)).toEqual([1, 2, 3]);
});

test('the list it is made from stays as it is', () => {
  const list = Object.freeze(['a']);
  expect(withOneMore(list, 'b')).toEqual(['a', 'b']);
  expect(list).toEqual(['a']);
});
