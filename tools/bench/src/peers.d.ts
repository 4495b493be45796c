// The two peers that come without types; only what is called here.

declare module 'opossum' {
  class CircuitBreaker<T, A extends unknown[]> {
    constructor(action: (...given: A) => Promise<T>, options: Record<string, number>);
    fire(...given: A): Promise<T>;
    shutdown(): void;
  }
  export { CircuitBreaker as default };
}

declare module 'machina' {
  interface BehavioralFsm {
    handle(client: object, input: string): void;
    on(event: string, listener: (data: never) => void): void;
  }
  const machina: { BehavioralFsm: new (definition: object) => BehavioralFsm };
  export { machina as default };
}
