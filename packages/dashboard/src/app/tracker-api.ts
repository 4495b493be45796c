import type { Execution, HistoryEvent } from '@tracker/state';
import type { Breaker, CriteriaOverTime, ExecutionPage, HistoryPage, Metrics } from './answers.js';
import { writeQuery, type ExecutionQuery } from './execution-query.js';
import { PAGE_ROWS } from './execution-window.js';
import type { Http } from './http.js';
import type { Span } from './spans.js';
import type { Why } from './why.js';

/** What the dashboard asks the gateway. Everything rejects with a `Problem`. */
export class TrackerApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  executions(query: ExecutionQuery, signal?: AbortSignal): Promise<ExecutionPage> {
    const list = query.undelivered ? 'undelivered' : 'executions';
    const params = writeQuery({ ...query, undelivered: false });
    params.set('limit', String(PAGE_ROWS));
    return this.#http.get(`${list}?${params}`, signal);
  }

  execution(id: string, signal?: AbortSignal): Promise<Execution> {
    return this.#http.get(`executions/${encodeURIComponent(id)}`, signal);
  }

  /** The whole history, page by page; its length is bounded by the time an execution may take. */
  async history(id: string, signal?: AbortSignal): Promise<readonly HistoryEvent[]> {
    const path = `executions/${encodeURIComponent(id)}/history`;
    const history: HistoryEvent[] = [];
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page: HistoryPage = await this.#http.get(`${path}?after=${after}`, signal);
      history.push(...page.events);
      after = page.next;
    }
    return history;
  }

  why(id: string, signal?: AbortSignal): Promise<Why> {
    return this.#http.get(`executions/${encodeURIComponent(id)}/why`, signal);
  }

  metrics(signal?: AbortSignal): Promise<Metrics> {
    return this.#http.get('metrics', signal);
  }

  async breakers(signal?: AbortSignal): Promise<readonly Breaker[]> {
    return (await this.#http.get<{ breakers: readonly Breaker[] }>('breakers', signal)).breakers;
  }

  resetBreaker(dependency: string): Promise<unknown> {
    return this.#http.post(`breakers/${encodeURIComponent(dependency)}/reset`);
  }

  cancel(id: string, reason: string): Promise<unknown> {
    const body = reason.trim() === '' ? {} : { reason: reason.trim() };
    return this.#http.post(`executions/${encodeURIComponent(id)}/cancel`, body);
  }

  resume(id: string): Promise<unknown> {
    return this.#http.post(`executions/${encodeURIComponent(id)}/resume`);
  }

  acknowledge(id: string): Promise<unknown> {
    return this.#http.post(`executions/${encodeURIComponent(id)}/acknowledge`);
  }

  /** What became of executions, step by step until now. */
  criteria({ stepMs, steps }: Span, signal?: AbortSignal): Promise<CriteriaOverTime> {
    return this.#http.get(`success-criteria?bucketMs=${stepMs}&buckets=${steps}`, signal);
  }

  /** The feed behind a cursor, or from now on. */
  feed(after: number | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers: HeadersInit = after === undefined ? {} : { 'last-event-id': String(after) };
    return this.#http.stream('events', { headers, signal });
  }
}
