import { renderJson, renderTerminal } from './render-terminal.js';
import { hostileReport } from './report.fixture.js';

describe('the report for a terminal', () => {
  const text = renderTerminal(hostileReport());

  it('never says a share without what it proves', () => {
    expect(text).toMatch(/golden path completion +0 of 4 +≥ 0\.00 % +> 95\.00 % +✗ not met/);
    expect(text).toMatch(/silent failures +0 of 4 +≤ 52\.72 % +none +✓ met/);
  });

  it('obeys nothing that came from outside', () => {
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('the report for programs', () => {
  it('is the report, in characters that a terminal does not obey', () => {
    const text = renderJson(hostileReport());
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(hostileReport())));
    expect(text).not.toContain('\u001b');
  });
});
