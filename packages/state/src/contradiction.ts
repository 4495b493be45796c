/** A statement of one field that another field of the same object denies. */
export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

/** The contradiction at `path` (dotted), or none when `holds`. */
export function unless(holds: boolean, path: string, message: string): readonly Contradiction[] {
  return holds ? [] : [{ path: path.split('.'), message }];
}

/** The number at a dotted path; undefined when something on the way is null or missing. */
function instantAt(value: unknown, path: string): number | undefined {
  const found = path
    .split('.')
    .reduce(
      (at, key) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[key],
      value,
    );
  return typeof found === 'number' ? found : undefined;
}

/** Each instant of `value` that lies before one that `paths` names earlier; absent ones are skipped. */
export function outOfOrder(value: unknown, paths: readonly string[]): readonly Contradiction[] {
  const known = paths.flatMap((path) => {
    const instant = instantAt(value, path);
    return instant === undefined ? [] : [{ path, instant }];
  });
  return known.flatMap(({ path, instant }, index) => {
    const later = known.slice(0, index).find((earlier) => earlier.instant > instant);
    return later ? unless(false, path, `${path} is not before ${later.path}`) : [];
  });
}

interface Checked<Value> {
  readonly value: Value;
  readonly issues: unknown[];
}

/** A zod check that reports every contradiction `find` finds. */
export function consistent<Value>(find: (value: Value) => readonly Contradiction[]) {
  return ({ value, issues }: Checked<Value>): void => {
    for (const { path, message } of find(value)) {
      issues.push({ code: 'custom', path: [...path], message, input: value });
    }
  };
}
