import { SystemClock } from '@tracker/core';
import { parseArguments } from './arguments.js';
import { runGoldenPath } from './golden-path.js';
import { launchSource } from './launch-source.fixture.js';
import { renderTerminal } from './render-terminal.js';
import { programme } from './rounds.js';

jest.setTimeout(120_000);

it('runs', async () => {
  const argv = (process.env['GP_ARGS'] ?? '--journeys 30 --users 6').split(' ');
  const asked = parseArguments(argv);
  const { rounds, userIds } = programme(asked, true, new SystemClock());
  let n = 0;
  const report = await runGoldenPath({
    seed: asked.seed,
    rounds,
    userIds,
    launch: launchSource(),
    onResult: (r) =>
      process.stderr.write(
        `${++n} ${r.journey.fault ? JSON.stringify(r.journey.fault) : ''} ${r.outcome?.state} ${r.answeredMs} ${r.acknowledged} ${r.struck} ${r.refusal ?? ''}\n`,
      ),
  });
  process.stderr.write(renderTerminal(report));
});
