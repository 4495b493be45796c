import { existsSync } from 'node:fs';

/** Where Debian, its relatives and others put Chromium. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Set where a machine without a browser is a failure, as in continuous integration. */
const NEEDED = process.env['TRACKER_NEEDS_BROWSER'] === '1';

/** A browser that is installed; undefined when there is none. */
export const CHROMIUM = [process.env['CHROMIUM'] ?? '', ...PLACES].find(
  (path) => path !== '' && existsSync(path),
);

/**
 * What is to be seen in a real browser. Without one it says so as something still to be done, or, where one is
 * needed, fails.
 */
export function inBrowser(what: string, specs: () => void): void {
  if (CHROMIUM !== undefined) return describe(what, specs);
  const reason = `no Chromium is installed (looked for ${PLACES.join(', ')})`;
  if (!NEEDED) return it.todo(`NOT RUN, for ${reason}: ${what}`);
  it(what, () => {
    throw new Error(`TRACKER_NEEDS_BROWSER is set, and ${reason}.`);
  });
}
