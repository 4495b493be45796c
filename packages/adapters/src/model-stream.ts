import { callModel, type ModelCall } from './model-call.js';

/** A call of a model that answers with a stream. */
export interface StreamCall<T> extends ModelCall<AsyncIterable<T>> {
  /** Told of each item that is read; returns what went wrong when an item says so. */
  readonly seen: (item: T) => unknown;
}

/**
 * Opens a stream under the guard of its dependency, which lasts until the stream has been read to its end, has
 * failed, or was left. So its breaker counts a stream that breaks off, and a stream that nobody reads any more ends
 * at the operation's limit or with the execution.
 */
export function openStream<T>(given: StreamCall<T>): Promise<AsyncIterableIterator<T>> {
  return new Promise((resolve, reject) => {
    const call = async (signal: AbortSignal) => {
      const left = new AbortController();
      const source = await given.call(AbortSignal.any([signal, left.signal]));
      const stream = new ModelStream(source[Symbol.asyncIterator](), left, given.seen);
      const stop = () => stream.fail(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      resolve(stream);
      await stream.over;
      return source;
    };
    callModel({ ...given, call }).catch(reject);
  });
}

class ModelStream<T> implements AsyncIterableIterator<T> {
  /** Settles when nothing more comes: rejects when the stream failed, resolves when it ended or was left. */
  readonly over: Promise<void>;
  readonly #source: AsyncIterator<T>;
  readonly #left: AbortController;
  readonly #seen: (item: T) => unknown;
  readonly #failed: Promise<never>;
  #end!: () => void;
  #fail!: (error: unknown) => void;
  #said: unknown;
  #isLeft = false;

  constructor(source: AsyncIterator<T>, left: AbortController, seen: (item: T) => unknown) {
    this.#source = source;
    this.#left = left;
    this.#seen = seen;
    this.over = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    this.#failed = this.over.then(() => new Promise<never>(() => undefined));
    this.#failed.catch(() => undefined); // whoever reads is told
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    try {
      const result = await Promise.race([this.#source.next(), this.#failed]);
      if (!result.done) {
        this.#said = this.#seen(result.value) ?? this.#said;
        return result;
      }
    } catch (error) {
      if (this.#isLeft) return { done: true, value: undefined };
      this.fail(error);
      throw error;
    }
    if (this.#said === undefined) this.#end();
    else this.#fail(this.#said);
    return { done: true, value: undefined };
  }

  /** Leaves the stream; whoever waits for an item of it waits no longer. */
  async return(): Promise<IteratorResult<T, undefined>> {
    this.#isLeft = true;
    this.#end();
    this.#left.abort();
    // not awaited: a source that waits for its model would keep us
    void Promise.resolve(this.#source.return?.()).catch(() => undefined);
    return { done: true, value: undefined };
  }

  fail(error: unknown): void {
    this.#fail(error);
    this.#left.abort(error);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return this;
  }
}
