import { randomBytes } from 'node:crypto';
import { lowerBound } from '@tracker/audit/confidence';
import type { Page } from 'playwright-core';
import { answered, begun } from './asking.fixture.js';
import { inBrowser } from './chromium.fixture.js';
import { BrowserStage } from './stage.fixture.js';

jest.setTimeout(60_000);

inBrowser('the dashboard in a real browser', () => {
  let stage: BrowserStage;
  let page: Page | undefined;
  beforeAll(async () => {
    stage = new BrowserStage();
    await stage.open();
  });
  afterAll(() => stage.close());
  afterEach(async () => {
    await page?.context().close();
    page = undefined;
    expect(stage.complaints.splice(0)).toEqual([]);
  });

  const at = async (hash = ''): Promise<Page> => (page = await stage.signedIn(hash));
  const row = (one: Page, id: string) => one.locator('tbody tr', { has: one.getByTitle(id) });
  const heading = (one: Page, name: string | RegExp) =>
    one.getByRole('heading', { level: 1, name }).waitFor();

  it('lets nobody in but operators, and keeps the token out of every address', async () => {
    page = await stage.page();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(stage.site.dashboardUrl);
    const field = page.getByLabel('Operator token');
    await field.fill('Grüße 🙂');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'This is no token' }).waitFor();
    await field.fill('nonsense');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'does not accept' }).waitFor();
    await field.fill(await stage.site.token('ada', 'user'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'for operators' }).waitFor();
    const token = await stage.site.token('root');
    await field.fill(token);
    await page.keyboard.press('Enter');
    await heading(page, 'Executions');
    await page.reload(); // it is kept for this tab
    await heading(page, 'Executions');
    expect(asked.filter((url) => url.includes(token))).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.reload();
    await page.getByLabel('Operator token').waitFor();
  });

  it('shows what happens as it happens', async () => {
    const one = await at();
    const id = await begun(stage.site.tracker);
    await row(one, id).filter({ hasText: 'Running' }).waitFor();
    await stage.site.tracker.enterPhase(id, 'llm_interaction');
    await row(one, id).filter({ hasText: 'llm interaction' }).waitFor();
    await stage.site.tracker.holdExecution(id, { reason: 'ask the boss' });
    await row(one, id).filter({ hasText: 'on hold' }).waitFor();
    await stage.site.tracker.cancelExecution(id);
    await row(one, id)
      .filter({ hasText: /Cancelled|cancelling/ })
      .waitFor();
  });

  it('filters by state, agent, user, thread and delivery', async () => {
    const { tracker } = stage.site;
    const mine = { agentName: 'filtered', userId: 'zoe', threadId: 'z-1' };
    const [done, busy] = [await answered(tracker, mine), await begun(tracker, mine)];
    await answered(tracker, { agentName: 'other' });
    const one = await at();
    for (const [label, text] of Object.entries({ Agent: 'filtered', User: 'zoe', Thread: 'z-1' })) {
      await one.getByLabel(label, { exact: true }).fill(text);
      await one.keyboard.press('Enter');
      await one.getByText('2 executions on this page').waitFor();
      await one.getByRole('button', { name: 'Clear' }).click();
    }
    await one.getByLabel('Agent', { exact: true }).fill('filtered');
    await one.keyboard.press('Enter');
    await one.getByText('2 executions on this page').waitFor();
    await one.getByRole('checkbox', { name: 'Running' }).check();
    await row(one, done).waitFor({ state: 'detached' });
    await row(one, busy).waitFor();
    await tracker.completeExecution(busy, { answer: 'done' });
    await one.getByText('Nothing here fits the filter.').waitFor();
    await one.getByRole('checkbox', { name: 'Running' }).uncheck();
    await tracker.acknowledge(done);
    await one.getByRole('checkbox', { name: 'Undelivered only' }).check();
    await row(one, busy).waitFor();
    expect(await row(one, done).count()).toBe(0);
  });

  it('stays a page long and quick with thousands of executions', async () => {
    const { tracker } = stage.site;
    const asked = { agentName: 'crowd' };
    const crowd = Array.from({ length: 3_000 }, () => answered(tracker, asked));
    const ids = await Promise.all(crowd);
    const one = await at('#/executions?agentName=crowd');
    await one.getByText('50 executions on this page').waitFor();
    await one.getByRole('link', { name: 'Older' }).click();
    await row(one, ids.at(-60) ?? '').waitFor();
    await Promise.all(Array.from({ length: 500 }, () => answered(tracker, asked)));
    await one.getByRole('link', { name: /Newest \(500 new ones\)/ }).click();
    await one.getByText('50 executions on this page').waitFor();
    await one.locator('tbody tr').nth(49).waitFor();
    expect(await one.locator('tbody tr').count()).toBe(50);
  });

  it('tells everything about one execution', async () => {
    const { tracker } = stage.site;
    const id = await begun(tracker);
    for (const phase of ['llm_interaction', 'tool_execution', 'llm_interaction'] as const) {
      await tracker.enterPhase(id, phase);
    }
    const one = await at(`#/executions/${id}`);
    await heading(one, 'triage');
    const phase = one.locator('table.phases tr', { hasText: 'llm interaction' });
    await phase.filter({ hasText: 'now' }).waitFor();
    expect(await phase.locator('td').first().textContent()).toBe('2');
    await tracker.completeExecution(id, { answer: { colour: 'blue' } });
    await one.getByText('"colour": "blue"').waitFor();
    await one.getByText('no client of the user’s has acknowledged it yet').waitFor();
    await tracker.acknowledge(id, { by: 'client' });
    await one.getByText('A client of the user’s has the outcome.').waitFor();
    await one.locator('table.history').getByText('By client').waitFor();
  });

  it('leads from one attempt to the next', async () => {
    const { tracker } = stage.site;
    const first = await begun(tracker, { threadId: 'retried' });
    await tracker.failExecution(first, { error: new Error('no') });
    const second = await begun(tracker, { threadId: 'retried', retryOf: first });
    const one = await at(`#/executions/${second}`);
    await one.locator('.attempts a').click();
    await one.getByText('Words for the user').waitFor();
    await one.locator('.attempts a').click();
    await one.getByRole('button', { name: 'Cancel…' }).waitFor();
  });

  it('says why an execution is stuck: whose move it is, which clocks run, when it ends', async () => {
    const { tracker } = stage.site;
    const id = await begun(tracker);
    const one = await at(`#/executions/${id}/why`);
    for (const clock of ['execution', 'idle', 'liveness']) {
      await one.locator('table.clocks th', { hasText: clock }).waitFor();
    }
    await one.getByText('The agent, to go on').waitFor();
    await one.getByText('Ends at the latest').waitFor();
    await tracker.holdExecution(id, { reason: 'Grace has to approve', timeoutMs: 60_000 });
    await one.getByText('It is on hold: Grace has to approve').waitFor();
    await one.getByRole('button', { name: 'End the hold' }).click();
    await one.getByText('The hold has ended.').waitFor();
    await one.getByText('The agent, to go on').waitFor();
    expect(await tracker.getExecution(id)).toMatchObject({ hold: null });
  });

  it('asks an execution to stop, with a reason for its history', async () => {
    const id = await begun(stage.site.tracker);
    const one = await at(`#/executions/${id}`);
    await one.getByRole('button', { name: 'Cancel…' }).click();
    await one.keyboard.type('it takes too long');
    await one.keyboard.press('Enter');
    await one.locator('table.history').getByText('it takes too long', { exact: true }).waitFor();
    expect(await stage.site.tracker.getExecution(id)).toMatchObject({
      cancel: { reason: 'it takes too long' },
    });
  });

  it('says so when it may not acknowledge for somebody else', async () => {
    const id = await answered(stage.site.tracker);
    const one = await at(`#/executions/${id}`);
    await one.getByRole('button', { name: 'Acknowledge' }).click();
    await one.getByRole('status').filter({ hasText: 'Only its own user' }).waitFor();
    const own = await answered(stage.site.tracker, { userId: 'root' });
    await one.goto(`${stage.site.dashboardUrl}#/executions/${own}`);
    await one.getByRole('button', { name: 'Acknowledge' }).click();
    await one.getByText('A client of the user’s has the outcome.').waitFor();
  });

  it('lists whom nobody has told', async () => {
    const { tracker } = stage.site;
    const id = await answered(tracker, { agentName: 'untold' });
    const one = await at('#/undelivered?agentName=untold');
    await row(one, id).filter({ hasText: 'waiting' }).waitFor();
    expect(await one.getByRole('checkbox', { name: 'Running' }).count()).toBe(0);
    await tracker.acknowledge(id);
    await one.getByText('Nothing here fits the filter.').waitFor({ timeout: 20_000 });
  });

  it('shows an open breaker, and closes it', async () => {
    const fails = { agentName: 'caller', userId: 'ada', threadId: 'b' };
    for (let call = 0; call < 4; call++) {
      await stage.site.tracker.run(fails, (execution) =>
        execution.guard('llm:backup', () => Promise.reject(new Error('503'))),
      );
    }
    const one = await at('#/breakers');
    const breaker = one.locator('tr', { hasText: 'llm:backup' });
    await breaker.filter({ hasText: 'Open' }).waitFor();
    await breaker.getByRole('button', { name: 'Close it for llm:backup' }).click();
    await breaker.filter({ hasText: 'Closed' }).waitFor();
    await one.getByRole('status').filter({ hasText: 'is called again' }).waitFor();
  });

  it('judges by the exact bound, not by what was seen', async () => {
    const one = await at('#/criteria');
    const section = one.locator('section', { hasText: 'Golden path completion' });
    const [, good = '', all = ''] =
      /([\d,]+) of ([\d,]+)/.exec((await section.locator('.number').textContent()) ?? '') ?? [];
    const number = (text: string) => Number(text.replaceAll(',', ''));
    const bound = lowerBound(number(good), number(all)) * 100;
    const shown = Number.parseFloat((await section.locator('strong').textContent()) ?? '');
    expect(number(all)).toBeGreaterThan(0);
    expect(shown).toBeLessThanOrEqual(bound);
    expect(bound - shown).toBeLessThan(0.1);
  });

  it('shows hostile words as words', async () => {
    const evil = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
    const names = { agentName: `${evil}\u202e`, userId: `"'>${evil}`, threadId: `{{${evil}}}` };
    const id = await answered(stage.site.tracker, names, { [evil]: `javascript:${evil}` });
    const one = await at();
    await row(one, id).getByText(names.userId, { exact: true }).click();
    await one.getByText('1 execution on this page').waitFor();
    await one.getByTitle(id).click();
    await one.locator('pre', { hasText: 'javascript:' }).waitFor();
    await one.goto(`${stage.site.dashboardUrl}#/executions/${encodeURIComponent(evil)}`);
    await one.getByRole('alert').filter({ hasText: 'could not be read' }).waitFor();
    expect(await one.locator('img, script:not([src])').count()).toBe(0);
    expect(await one.evaluate('window.pwned')).toBeUndefined();
  });

  it('goes on where it stopped when the server comes back, and says meanwhile that it is away', async () => {
    const one = await at('#/executions?agentName=survivor');
    const before = await begun(stage.site.tracker, { agentName: 'survivor' });
    await row(one, before).waitFor();
    await stage.closeSite();
    await one.getByRole('status').filter({ hasText: 'Disconnected' }).waitFor();
    await one.getByText('What you see may be old').waitFor();
    await row(one, before).waitFor(); // it is still to be seen
    await stage.openSite();
    const after = await begun(stage.site.tracker, { agentName: 'survivor' });
    await one.getByRole('button', { name: 'Try now' }).click();
    await one.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    await row(one, after).waitFor();
  });

  it('lets nobody stay whose token is not accepted any more, and says why', async () => {
    const one = await at();
    await stage.closeSite();
    stage.secret = randomBytes(32);
    await stage.openSite();
    await one.getByLabel('Operator token').waitFor();
    await one.getByRole('alert').filter({ hasText: 'A token that we accept is needed' }).waitFor();
    await one.reload();
    await one.getByLabel('Operator token').waitFor(); // it is forgotten
  });
});
