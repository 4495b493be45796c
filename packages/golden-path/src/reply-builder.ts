import type { ChatChunk, ChatReply, ToolCall } from './chat-protocol.js';

interface PartialCall {
  id: string;
  name: string;
  input: string;
}

/** Puts the chunks of a stream together again. */
export class ReplyBuilder {
  readonly #calls = new Map<number, PartialCall>();
  #content = '';
  #finished = false;

  /** Whether the model has said that this was all. */
  get finished(): boolean {
    return this.#finished;
  }

  add({ choices }: ChatChunk): void {
    const [choice] = choices;
    if (!choice) return;
    this.#content += choice.delta.content ?? '';
    for (const { index, id, function: part } of choice.delta.tool_calls ?? []) {
      const call = this.#calls.get(index) ?? { id: `call_${index}`, name: '', input: '' };
      this.#calls.set(index, call);
      if (id) call.id = id;
      call.name += part?.name ?? '';
      call.input += part?.arguments ?? '';
    }
    if (choice.finish_reason) this.#finished = true;
  }

  /** What has come so far. */
  reply(): ChatReply {
    const toolCalls = [...this.#calls.values()].map(
      ({ id, name, input }): ToolCall => ({
        id,
        type: 'function',
        function: { name, arguments: input },
      }),
    );
    return { content: this.#content, toolCalls };
  }
}
