import { agentFrameSchema, type AgentFrame } from '@tracker/client/protocol';

/** One event as it came over the wire. */
interface StreamEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/** A reader of server-sent events, as a program would write one. */
export class EventStream {
  readonly response: Response;
  readonly #abort: AbortController;
  readonly #events: AsyncGenerator<StreamEvent, void>;

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    this.#events = eventsOf(response);
  }

  static async open(url: string, headers: Record<string, string>): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(`${url}/v1/events`, { headers, signal: abort.signal });
    return new EventStream(response, abort);
  }

  /** The next event; undefined when the stream is over. */
  async next(): Promise<StreamEvent | undefined> {
    const { value } = await this.#events.next();
    return value ?? undefined;
  }

  /** The next frame; its id and name are what it says itself. */
  async frame(): Promise<AgentFrame> {
    const next = await this.next();
    const frame = agentFrameSchema.parse(JSON.parse(next?.data ?? ''));
    if (next?.id !== String(frame.cursor) || next.event !== frame.type) {
      throw new Error(`The event is not what its frame says: ${JSON.stringify(next)}`);
    }
    return frame;
  }

  break(): void {
    this.#abort.abort();
  }
}

async function* eventsOf({ body }: Response): AsyncGenerator<StreamEvent, void> {
  if (!body) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const data = field('data');
      if (data !== undefined) yield { id: field('id'), event: field('event') ?? '', data };
    }
  }
}
