import type { Execution, HistoryEvent } from '@tracker/state';
import { durationText } from './duration-text.js';
import { PhaseLane } from './phase-lane.js';
import { phaseTotals, spanOf, staysOf } from './phase-timeline.js';
import { Section } from './section.js';
import { TableFrame } from './table-frame.js';
import { useNow } from './use-now.js';
import { spoken } from './words.js';

interface PhaseSectionProps {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
}

/** Where the time of an execution went: how often it was in each phase, for how long, and when. */
export function PhaseSection({ execution, history }: PhaseSectionProps) {
  const now = useNow();
  const totals = phaseTotals(execution, now);
  const stays = staysOf(history, now);
  const span = spanOf(stays);
  return (
    <Section name="phases" title="Phases">
      <TableFrame label="Time per phase">
        <table class="phases">
          <caption class="hidden">Time per phase</caption>
          <thead>
            <tr>
              <th scope="col">Phase</th>
              <th scope="col" class="number">
                Times
              </th>
              <th scope="col" class="number">
                Total
              </th>
              <th scope="col" class="number">
                Share
              </th>
              <th scope="col" class="lane-head">
                <span>0</span>
                <span>{durationText(span.to - span.from)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {totals.map(({ phase, count, totalMs, share, present }) => (
              <tr key={phase} data-phase={phase}>
                <th scope="row">
                  {spoken(phase)}
                  {present && <span class="tag">now</span>}
                </th>
                <td class="number">{count}</td>
                <td class="number">{durationText(totalMs)}</td>
                <td class="number">{Math.round(share * 100)} %</td>
                <td class="lane-cell">
                  <PhaseLane stays={stays.filter((stay) => stay.phase === phase)} span={span} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}
