import fc from 'fast-check';
import { MAX_LINE_BYTES, readLines, type RawLine } from './line-reader.js';

async function* chunked(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

async function linesOf(chunks: AsyncIterable<Buffer | string>): Promise<RawLine[]> {
  const lines: RawLine[] = [];
  for await (const line of readLines(chunks)) lines.push(line);
  return lines;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\n\uFEFF]/g, '') + '.');

describe('reading lines', () => {
  it('gives the same lines wherever the chunks are cut, also within a character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line), sizes, async (texts, sizes) => {
        const lines = await linesOf(chunked(Buffer.from(texts.join('\n')), sizes));
        expect(lines).toEqual(texts.map((text, index) => ({ number: index + 1, text })));
      }),
    );
  });

  it('skips over a line that is too long, says which, and goes on', async () => {
    const long = Buffer.alloc(MAX_LINE_BYTES + 1, 'x');
    const bytes = Buffer.concat([Buffer.from('a\n'), long, Buffer.from('\nb\n')]);
    expect(await linesOf(chunked(bytes, [65_536]))).toEqual([
      { number: 1, text: 'a' },
      { number: 2, tooLong: true },
      { number: 3, text: 'b' },
    ]);
  });

  it('takes a line of exactly the longest length, and a last one without an end', async () => {
    const bytes = Buffer.alloc(MAX_LINE_BYTES, 'x');
    const [only] = await linesOf(chunked(bytes, [1_000_000]));
    expect(only).toMatchObject({ number: 1 });
    expect(only && 'text' in only && only.text.length).toBe(MAX_LINE_BYTES);
  });

  it('ignores a byte order mark', async () => {
    expect(await linesOf(chunked(Buffer.from('\uFEFF{}'), [100]))).toEqual([
      { number: 1, text: '{}' },
    ]);
  });
});
