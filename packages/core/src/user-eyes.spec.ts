import { aWorld, REQUEST } from './world.fixture.js';

const SECRET = '401 for key sk-live-abc123 at db.internal:5432';

async function aFailure() {
  const { tracker } = aWorld();
  const { executionId } = await tracker.run(REQUEST, () => Promise.reject(new Error(SECRET)));
  return { tracker, user: tracker.forUser(REQUEST.userId), executionId };
}

describe('what a user sees of a failure', () => {
  it('says its code and the words, and keeps the detail for operators', async () => {
    const { tracker, user, executionId } = await aFailure();
    const seen = await user.getExecution(executionId);
    expect(seen).toMatchObject({ state: 'failed', cause: { code: 'agent_error' } });
    expect(JSON.stringify(seen)).not.toContain('sk-live');
    expect(JSON.stringify(await tracker.getExecution(executionId))).toContain('sk-live');
  });

  it('is the same in lists, histories and the feed', async () => {
    const { user, executionId } = await aFailure();
    const events = [];
    for await (const event of user.watch({ after: 0 })) {
      events.push(event);
      if (event.event.type === 'ended') break;
    }
    const pages = [await user.listExecutions(), await user.undelivered()];
    const facts = [await user.history(executionId), await user.historyPage(executionId)];
    const seen = JSON.stringify([events, pages, facts]);
    expect(seen).toContain('agent_error');
    expect(seen).not.toContain('sk-live');
  });

  it('is frozen throughout, so that nobody changes what others will see', async () => {
    const { user, executionId } = await aFailure();
    const told = [...(await user.history(executionId))];
    for await (const { event } of user.watch({ after: 0 })) {
      told.push(event);
      if (event.type === 'ended') break;
    }
    const ends = told.filter((event) => event.type === 'ended');
    expect(ends).toHaveLength(2);
    for (const { outcome } of ends) expect(Object.isFrozen(outcome)).toBe(true);
  });
});
