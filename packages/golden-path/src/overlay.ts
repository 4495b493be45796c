/** `target` with some of its members replaced; the others work on it as before. */
export function overlay<T extends object>(target: T, own: Partial<T>): T {
  return new Proxy(target, {
    get(from, key) {
      if (Object.hasOwn(own, key)) return own[key as keyof T];
      const member: unknown = Reflect.get(from, key, from);
      return typeof member === 'function' ? (member.bind(from) as unknown) : member;
    },
  });
}
