import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { answered, begun } from './asking.fixture.js';
import { inBrowser } from './chromium.fixture.js';
import { BrowserStage } from './stage.fixture.js';

jest.setTimeout(60_000);

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

inBrowser('the dashboard for everybody', () => {
  let stage: BrowserStage;
  let ids: { readonly busy: string; readonly done: string; readonly held: string };
  beforeAll(async () => {
    stage = new BrowserStage();
    await stage.open();
    const { tracker } = stage.site;
    ids = { busy: await begun(tracker), done: await answered(tracker), held: await begun(tracker) };
    await tracker.holdExecution(ids.held, { reason: 'ask the boss' });
    const call = { agentName: 'caller', userId: 'ada', threadId: 'b' };
    for (let calls = 0; calls < 3; calls++) {
      await tracker.run(call, (one) => one.guard('llm', () => Promise.reject(new Error('503'))));
    }
  });
  afterAll(() => stage.close());

  const places = (): readonly (readonly [string, string])[] => [
    ['#/executions', 'Executions'],
    ['#/executions?agentName=nobody', 'Executions'],
    ['#/undelivered', 'Undelivered'],
    [`#/executions/${ids.done}`, 'triage'],
    [`#/executions/${ids.busy}`, 'triage'],
    [`#/executions/${ids.held}/why`, 'Why is triage'],
    ['#/executions/nonesuch', 'Execution nonesuch'],
    ['#/breakers', 'Breakers'],
    ['#/criteria', 'Criteria'],
    ['#/nowhere', 'nothing here'],
  ];

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const { violations: found } = (await page.evaluate('axe.run()')) as AxeResults;
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong, in the %s',
    async (colorScheme) => {
      const page = await stage.signedIn('', { colorScheme });
      for (const [hash, name] of places()) {
        await page.goto(stage.site.dashboardUrl + hash);
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await page.locator('[aria-busy]').waitFor({ state: 'detached' });
        expect([hash, await violations(page)]).toEqual([hash, []]);
      }
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Operator token').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('can be gone through with the keyboard alone, and the focus goes along', async () => {
    const page = await stage.page();
    const focused = () => page.locator(':focus');
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if ((await focused().textContent())?.trim().startsWith(name)) return;
      }
      throw new Error(`The Tab key does not lead to "${name}".`);
    };
    await page.goto(stage.site.dashboardUrl);
    await page.locator('input:focus').waitFor(); // nobody has to go there
    await page.keyboard.type(await stage.site.token('root'));
    await page.keyboard.press('Enter');
    await page.getByTitle(ids.done).waitFor();
    await tabTo('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await focused().getAttribute('id')).toBe('main');
    await tabTo(`exec_${ids.done.slice(5, 8)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'triage' }).waitFor();
    await page.locator('h1:focus').waitFor();
    await tabTo('More about why');
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: 'Why is triage' }).waitFor();
    expect(await page.title()).toBe('Why is triage where it is? – Tracker');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.locator('h1:focus', { hasText: 'triage' }).waitFor();
    await page.context().close();
  });

  it('does not scroll sideways on a small screen', async () => {
    const page = await stage.signedIn('', { viewport: { width: 360, height: 640 } });
    for (const [hash, name] of places()) {
      await page.goto(stage.site.dashboardUrl + hash);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.locator('[aria-busy]').waitFor({ state: 'detached' });
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect([hash, wide]).toEqual([hash, 360]);
    }
    await page.context().close();
  });

  it('moves nothing for whoever wants nothing to move', async () => {
    const page = await stage.signedIn('', { reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      `[...document.querySelectorAll('*')].filter((one) => {
        const { transitionDuration, animationName } = getComputedStyle(one);
        return transitionDuration !== '0s' || animationName !== 'none';
      }).length`,
    );
    expect(moving).toBe(0);
    await page.context().close();
  });
});
