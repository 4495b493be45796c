import type { OutcomeFrame } from '@tracker/client';
import { ManualClock } from '@tracker/core/testing';
import { ProgressLine } from './progress-line.js';

const ANSWER = { outcome: { type: 'agent_completed' } as OutcomeFrame };
const ERROR = { outcome: { type: 'agent_error' } as OutcomeFrame };

async function watch(
  isTTY: boolean,
  { total }: { total?: number } = { total: 60 },
): Promise<string> {
  let text = '';
  const clock = new ManualClock();
  const output = { isTTY, write: (more: string) => (text += more) };
  const line = new ProgressLine(output, clock, total);
  for (let second = 0; second < 12; second++) {
    await clock.advance(1_000);
    line.add(second % 3 === 2 ? ERROR : ANSWER);
  }
  line.add({ outcome: null });
  line.end();
  return text;
}

describe('progress', () => {
  it('is one line on a terminal, taken away in the end', async () => {
    const text = await watch(true);
    expect(text).not.toContain('\n');
    expect(text).toContain('12 of 60 journeys after 12.0 s: 8 answered, 4 with an error');
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });

  it('knows no total where the time decides', async () => {
    expect(await watch(false, {})).toMatch(/^5 journeys after/);
  });

  it('is a line now and then elsewhere', async () => {
    expect((await watch(false)).trim().split('\n')).toEqual([
      '5 of 60 journeys after 5.00 s: 4 answered, 1 with an error',
      '10 of 60 journeys after 10.0 s: 7 answered, 3 with an error',
    ]);
  });
});
