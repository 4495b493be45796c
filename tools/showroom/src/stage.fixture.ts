import { randomBytes } from 'node:crypto';
import { MemoryStore } from '@tracker/core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { BuiltApp } from './built-app.fixture.js';
import { CHROMIUM } from './chromium.fixture.js';
import { openSite, type Site } from './site.js';

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Nothing on a page takes longer, or it is wrong. */
const PATIENCE_MS = 10_000;

/** A gateway with the dashboard over a store in memory, and a browser to look at it. */
export class BrowserStage {
  readonly store = new MemoryStore();
  readonly #app = new BuiltApp();
  /** By which tokens are told; a site that opens with another one knows none of those given before. */
  secret = randomBytes(32);
  #site: Site | undefined;
  #browser: Browser | undefined;
  #port = 0;
  /** Everything that pages complained of; specs expect it to stay empty. */
  readonly complaints: string[] = [];

  get site(): Site {
    if (!this.#site) throw new Error('The site is closed.');
    return this.#site;
  }

  async open(): Promise<void> {
    await this.openSite();
    this.#browser = await chromium.launch({
      ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
      args: SWITCHES,
    });
  }

  /** Opens the site, the second time where it was the first time. */
  async openSite(): Promise<void> {
    const { store } = this;
    const [folder, secret] = [this.#app.folder, this.secret];
    this.#site = await openSite({ store, folder, secret, port: this.#port });
    this.#port = Number(new URL(this.#site.url).port);
  }

  async closeSite(): Promise<void> {
    await this.#site?.close();
    this.#site = undefined;
  }

  /** A page of somebody who has not signed in. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser?.newContext({ locale: 'en-GB', ...options });
    if (!context) throw new Error('The browser is closed.');
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      const said = message.text();
      if (message.type() === 'error' && !said.startsWith('Failed to load'))
        this.complaints.push(said);
    });
    page.on('dialog', (dialog) => {
      this.complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return page;
  }

  /** A page of an operator, at a place. */
  async signedIn(hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.page(options);
    await page.goto(this.site.dashboardUrl + hash);
    await page.getByLabel('Operator token').fill(await this.site.token('root'));
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.closeSite();
    await this.store.close();
    this.#app.remove();
  }
}
