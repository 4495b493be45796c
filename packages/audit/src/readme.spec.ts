import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditHistory } from './audit-history.js';
import { AUDIT_CHECKS } from './checks.js';
import { HELP } from './help.js';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

function block(language: string): string {
  const [, text = ''] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(README) ?? [];
  return text;
}

describe('the README', () => {
  it('explains every check in the words of the table', () => {
    const rows = Object.entries(AUDIT_CHECKS).map(
      ([code, { guarantee, meaning }]) => `| \`${code}\` | ${guarantee} | ${meaning} |`,
    );
    expect(rows.filter((row) => !README.replace(/ +\|/g, ' |').includes(row))).toEqual([]);
  });

  it('shows example lines that are certified as they stand', () => {
    const lines = block('jsonl').trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(auditHistory(lines)).toMatchObject({ certified: true, warnings: [] });
  });

  it('shows the help as it is', () => {
    expect(README).toContain(HELP);
  });
});
