import type { Lease, LeaseRequest, MemoryStore } from '@tracker/core';

/** A store as a process sees it that may be killed: from then on nothing it asks for is done, or answered. */
export interface MortalStore {
  readonly seen: MemoryStore;
  kill(): void;
}

export function mortal(store: MemoryStore): MortalStore {
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  const openLease = async (request: LeaseRequest): Promise<Lease> => {
    const signsOf: LeaseRequest['signsOf'] = (id) => (isDead ? undefined : request.signsOf(id));
    const lease = await store.openLease({ ...request, signsOf });
    return {
      renew: () => (isDead ? never : lease.renew()),
      release: () => (isDead ? never : lease.release()),
    };
  };
  const seen = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'openLease') return openLease;
      return (...args: unknown[]): unknown =>
        isDead && name !== 'now' ? never : value.apply(target, args);
    },
  });
  return { seen, kill: () => void (isDead = true) };
}
