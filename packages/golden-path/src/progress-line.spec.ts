import { ManualClock } from '@tracker/core/testing';
import type { AgentFrame } from './agent-frames.js';
import { ProgressLine } from './progress-line.js';

const ANSWER = { outcome: { type: 'agent_completed' } as AgentFrame };
const ERROR = { outcome: { type: 'agent_error' } as AgentFrame };

async function watch(isTTY: boolean): Promise<string> {
  let text = '';
  const clock = new ManualClock();
  const output = { isTTY, write: (more: string) => (text += more) };
  const line = new ProgressLine(output, clock, 60);
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

  it('is a line now and then elsewhere', async () => {
    expect((await watch(false)).trim().split('\n')).toEqual([
      '5 of 60 journeys after 5.00 s: 4 answered, 1 with an error',
      '10 of 60 journeys after 10.0 s: 7 answered, 3 with an error',
    ]);
  });
});
