import { SystemClock } from '@tracker/core';
import { FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { callModel } from './model-client.js';
import { ModelErrorCode } from './model-error.js';
import { LOCAL_MODEL, ModelServer } from './model-server.js';

const clock = new SystemClock();
const apiKey = 'a key';
let server: ModelServer;
let tokens = 0;

beforeAll(async () => {
  server = await ModelServer.start({
    clock,
    apiKey,
    slowTokenMs: 5,
    // a run that is named for a fault meets it at its first call
    faultOf: (user) => {
      const kind = FAULT_KINDS.find((known) => known === user.split(' ')[0]);
      return kind && { kind, call: 1 };
    },
  });
});

afterAll(() => server.close());

function ask(user: string, { signal = new AbortController().signal, ...changed } = {}) {
  tokens = 0;
  return callModel(
    { baseUrl: server.baseUrl, apiKey, model: LOCAL_MODEL, clock, stallMs: 300, ...changed },
    {
      messages: [{ role: 'user', content: 'Hello there?' }],
      tools: undefined,
      user,
      signal,
      onToken: () => (tokens += 1),
    },
  );
}

describe('a call of the model over HTTP', () => {
  it('streams a reply, token by token', async () => {
    const { content, toolCalls } = await ask('nobody special');
    expect(content).toContain('Hello there');
    expect(toolCalls).toEqual([]);
    expect(tokens).toBeGreaterThan(3);
  });

  it.each<[FaultKind, ModelErrorCode]>([
    ['model_error', ModelErrorCode.STATUS],
    ['model_stall', ModelErrorCode.STALLED],
    ['model_garbage', ModelErrorCode.GARBAGE],
    ['model_truncated', ModelErrorCode.UNREACHABLE],
  ])('names %s as %s, and succeeds when tried again', async (kind, code) => {
    await expect(ask(`${kind} ${code}`)).rejects.toMatchObject({ code });
    await expect(ask(`${kind} ${code}`)).resolves.toMatchObject({ toolCalls: [] });
  });

  it('takes slow tokens for what they are', async () => {
    await expect(ask('slow_tokens')).resolves.toMatchObject({ toolCalls: [] });
  });

  it('knows which refusals will not pass', async () => {
    const retryable = Symbol.for('@tracker/retryable');
    const refused = await ask('x', { apiKey: 'another key' } as never).catch((error) => error);
    const down = await ask('x', { model: 'another model' } as never).catch((error) => error);
    expect([refused[retryable], down[retryable]]).toEqual([undefined, true]);
  });

  it('says so when there is no server at all', async () => {
    const nowhere = { baseUrl: 'http://127.0.0.1:9/v1' } as never;
    await expect(ask('x', nowhere)).rejects.toMatchObject({ code: ModelErrorCode.UNREACHABLE });
  });

  it('stops at once for the reason of the signal', async () => {
    const reason = new Error('the user has gone');
    const stop = new AbortController();
    const asked = ask('model_stall stopped', { signal: stop.signal });
    stop.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });
});
