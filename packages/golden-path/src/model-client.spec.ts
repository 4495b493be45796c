import { SystemClock } from '@tracker/core';
import { callModel } from './model-client.js';
import { ModelErrorCode } from './model-error.js';
import { LOCAL_MODEL, ModelServer } from './model-server.js';
import type { Direction } from './stage-direction.js';

const clock = new SystemClock();
const apiKey = 'a key';
let server: ModelServer;
let tokens = 0;

beforeAll(async () => {
  server = await ModelServer.start({
    clock,
    apiKey,
    slowTokenMs: 5,
  });
});

afterAll(() => server.close());

interface Changed {
  readonly direction?: Direction;
  readonly signal?: AbortSignal;
  readonly apiKey?: string;
  readonly model?: string;
  readonly baseUrl?: string;
}

function ask({ signal = new AbortController().signal, direction, ...changed }: Changed = {}) {
  tokens = 0;
  // short where silence is what is tried; long where a busy machine may be silent for a while
  const stallMs = direction === 'model_stall' ? 300 : 20_000;
  return callModel(
    { baseUrl: server.baseUrl, apiKey, model: LOCAL_MODEL, clock, stallMs, ...changed },
    {
      messages: [{ role: 'user', content: 'Hello there?' }],
      tools: undefined,
      user: 'a run',
      signal,
      direction,
      onToken: () => (tokens += 1),
    },
  );
}

describe('a call of the model over HTTP', () => {
  it('streams a reply, token by token', async () => {
    const { content, toolCalls } = await ask();
    expect(content).toContain('Hello there');
    expect(toolCalls).toEqual([]);
    expect(tokens).toBeGreaterThan(3);
  });

  it.each<[Direction, ModelErrorCode]>([
    ['model_error', ModelErrorCode.STATUS],
    ['model_stall', ModelErrorCode.STALLED],
    ['model_garbage', ModelErrorCode.GARBAGE],
    ['model_truncated', ModelErrorCode.UNREACHABLE],
  ])('names %s as %s, and succeeds when it is not directed so', async (direction, code) => {
    await expect(ask({ direction })).rejects.toMatchObject({ code });
    await expect(ask()).resolves.toMatchObject({ toolCalls: [] });
  });

  it('takes slow tokens for what they are', async () => {
    await expect(ask({ direction: 'slow_tokens' })).resolves.toMatchObject({ toolCalls: [] });
  });

  it('knows which refusals will not pass', async () => {
    const retryable = Symbol.for('@tracker/retryable');
    const refused = await ask({ apiKey: 'another key' }).catch((error) => error);
    const down = await ask({ model: 'another model' }).catch((error) => error);
    expect([refused[retryable], down[retryable]]).toEqual([undefined, true]);
  });

  it('says so when there is no server at all', async () => {
    await expect(ask({ baseUrl: 'http://127.0.0.1:9/v1' })).rejects.toMatchObject({
      code: ModelErrorCode.UNREACHABLE,
    });
  });

  it('stops at once for the reason of the signal', async () => {
    const reason = new Error('the user has gone');
    const stop = new AbortController();
    const asked = ask({ direction: 'model_stall', signal: stop.signal });
    stop.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });
});
