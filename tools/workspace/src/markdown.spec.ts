import { anchors, codeBlocks, prose, tableBelow } from './markdown.js';

const PAGE = `# The Page: \`x\` & more

\`\`\`ts no-run
const a = '[not](a-link)';
\`\`\`

## Places
| what | where |
|---|---|
| one | \`here\` |
`;

describe('reading a document', () => {
  it('finds code with its language, its mark and its line', () => {
    expect(codeBlocks('a.md', PAGE)).toEqual([
      {
        file: 'a.md',
        line: 4,
        language: 'ts',
        mark: 'no-run',
        code: "const a = '[not](a-link)';\n",
      },
    ]);
  });

  it('keeps code out of the prose', () => {
    expect(prose(PAGE)).not.toContain('a-link');
  });

  it('spells anchors as a web page would', () => {
    expect(anchors(PAGE)).toEqual(['the-page-x--more', 'places']);
  });

  it('reads the table below a heading', () => {
    expect(tableBelow(PAGE, 'Places')).toEqual([['one', '`here`']]);
  });
});
