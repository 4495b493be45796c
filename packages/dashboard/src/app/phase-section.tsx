import type { Execution, HistoryEvent } from '@tracker/state';
import { durationText } from './duration-text.js';
import { PhaseStrip } from './phase-strip.js';
import { phaseTotals, staysOf } from './phase-timeline.js';
import { Section } from './section.js';
import { useNow } from './use-now.js';
import { spoken } from './words.js';

interface PhaseSectionProps {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
}

/** Where the time of an execution went: its phases one after another, and summed up. */
export function PhaseSection({ execution, history }: PhaseSectionProps) {
  const now = useNow();
  const totals = phaseTotals(execution, now);
  return (
    <Section name="phases" title="Phases">
      <PhaseStrip stays={staysOf(history, now)} />
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
            <th scope="col">Share</th>
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
              <td>
                <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="rail" width="100" height="6" />
                  <rect class="part" width={share * 100} height="6" />
                </svg>
                <span class="percent">{Math.round(share * 100)} %</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
