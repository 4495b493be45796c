import { createTwoFilesPatch } from 'diff';

/** What differs between two texts of one file, as `diff -u` and `git apply` know it. */
export function unifiedDiff(name: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
    stripTrailingCr: false,
  });
  return patch.replace(/^=+\n/, '');
}
