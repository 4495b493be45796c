import { problemOfResponse, problemOf } from './problem.js';

export interface HttpParts {
  readonly ask: typeof fetch;
  /** Hears every answer, whatever it says. */
  readonly onAnswer?: (response: Response) => void;
}

/** What asks the server; the token goes with every request, in a header. */
export class Http {
  readonly #base: URL;
  readonly #token: string;
  readonly #parts: HttpParts;

  constructor(base: URL, token: string, parts: HttpParts) {
    this.#base = base;
    this.#token = token;
    this.#parts = parts;
  }

  async get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    const response = await this.#ask(path, signal ? { signal } : {});
    return (await readable(response)) as Answer;
  }

  async post<Answer>(path: string, body: object = {}): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    const response = await this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await readable(response)) as Answer;
  }

  /** The body of a response that does not end. */
  async stream(path: string, init: RequestInit): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#ask(path, init);
    return body ?? new ReadableStream();
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#token}` };
    const address = new URL(path, this.#base);
    const options = { cache: 'no-store', credentials: 'omit', ...init, headers } as const;
    const { ask, onAnswer } = this.#parts;
    const response = await ask(address, options).catch((error: unknown) => {
      throw init.signal?.aborted ? error : problemOf(error);
    });
    onAnswer?.(response);
    if (response.ok) return response;
    throw await problemOfResponse(response);
  }
}

/** The JSON of an answer; what is none, such as a proxy's page, is a problem. */
async function readable(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw problemOf(error);
  }
}
