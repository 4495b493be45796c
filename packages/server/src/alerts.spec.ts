import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloseCode } from '@tracker/client';
import { CIRCUIT_BREAKER_STATES, EXECUTION_STATES, TrackerErrorCode } from '@tracker/state';
import { openSite, operatorToken } from './site.fixture.js';

const text = readFileSync(join(__dirname, '../../../deploy/prometheus/alerts.yaml'), 'utf8')
  .split('\n')
  .filter((line) => !/^\s*(#|summary:|runbook_url:)/.test(line))
  .join('\n');

const found = (pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one]) => one ?? '')),
];

it('asks only for metrics that a server has', async () => {
  const site = await openSite();
  const headers = { authorization: `Bearer ${operatorToken('root')}` };
  const body = await fetch(`${site.url}/metrics`, { headers }).then((response) => response.text());
  await site.close();
  const kinds = new Map(
    [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => [name, kind]),
  );
  const asked = found(/\b((?:tracker|nodejs|process)_[a-z0-9_]+)/g);
  expect(asked.length).toBeGreaterThan(6);
  const isThere = (name: string) =>
    kinds.has(name) || kinds.get(name.replace(/_bucket$/, '')) === 'histogram';
  expect(asked.filter((name) => !isThere(name))).toEqual([]);
});

it.each([
  ['state', [...EXECUTION_STATES, ...CIRCUIT_BREAKER_STATES] as readonly string[]],
  ['code', [...Object.values(TrackerErrorCode), ...Object.values(CloseCode).map(String)]],
])('compares the label %s with words that it can have', (label, words) => {
  const asked = found(new RegExp(`${label}=~?"([^"]+)"`, 'g')).flatMap((one) => one.split('|'));
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((word) => !words.includes(word))).toEqual([]);
});
