import { renderReport } from '@tracker/audit';
import { AGENT_EXECUTION_PHASES, stateOfPhase } from '@tracker/state';
import { boundsChart } from './chart-bounds.js';
import { endClass, faultsChart } from './chart-faults.js';
import { latencyChart } from './chart-latency.js';
import { placesChart } from './chart-places.js';
import { leftOut, timelineChart } from './chart-timeline.js';
import { criterionWords } from './criterion-words.js';
import { html, type Markup } from './html.js';
import type { GoldenPathReport } from './report.js';
import { reportStyle } from './report-style.js';
import type { Criterion } from './verdict.js';
import { count, duration, percent } from './words.js';

function criterionRow(criterion: Criterion): Markup {
  const { name, seen, bound, target, verdict } = criterionWords(criterion);
  return html`<tr>
    <td>${name}<small>${criterion.meaning}</small></td>
    <td class="n">${seen}</td>
    <td class="n">${bound}</td>
    <td class="n">${target}</td>
    <td class="n ${criterion.met ? 'good' : 'bad'}">${criterion.met ? '✓' : '✗'} ${verdict}</td>
  </tr>`;
}

function head(report: GoldenPathReport): Markup {
  const { verdict, journeys, users, faulty, seed, model, node, startedAt, durationMs } = report;
  const { rounds, store, processes } = report;
  const share = journeys === 0 ? 0 : faulty / journeys;
  return html`<div class="verdict ${verdict.met ? '' : 'bad'}">
    <h1>Golden path: <strong>${verdict.met ? 'met' : 'not met'}</strong></h1>
    <p>
      ${count(journeys)} journeys of ${count(users)} users in ${duration(durationMs)};
      ${count(faulty)} of them (${percent(share)}) were to meet a fault.<br />
      ${count(processes.started)} processes over ${store}, of which ${processes.killed.length} were
      killed · ${count(rounds)} ${rounds === 1 ? 'round' : 'rounds'} from seed ${seed} on<br />
      ${model} · node ${node} · ${new Date(startedAt).toISOString()}
    </p>
    <table>
      <tr>
        <th>criterion</th>
        <th>seen</th>
        <th>proven at 95 %</th>
        <th>target</th>
        <th></th>
      </tr>
      ${verdict.criteria.map(criterionRow)}
    </table>
  </div>`;
}

function phaseLegend(): Markup {
  const items = AGENT_EXECUTION_PHASES.slice(0, AGENT_EXECUTION_PHASES.indexOf('completing')).map(
    (phase) =>
      html`<span class="${endClass(stateOfPhase(phase))}"
        ><svg class="swatch" viewBox="0 0 12 12">
          <rect class="segment phase-${phase}" width="12" height="12" rx="3" /></svg
        >${phase}</span
      >`,
  );
  return html`<div class="legend">${items}</div>`;
}

function unfinished({ unfinished: timelines }: GoldenPathReport): Markup {
  if (timelines.length === 0) return html`<p>Every journey completed.</p>`;
  return html`<p>
      Each line is one execution, coloured by state; the dot is the end that the user was shown.
      ${leftOut(timelines)}
    </p>
    <div class="chart">${timelineChart(timelines)} ${phaseLegend()}</div>`;
}

function differences({ disagreements }: GoldenPathReport): Markup {
  if (disagreements.length === 0) return html``;
  const lines = disagreements.map(
    ({ executionId, reader, message }) => `${executionId} (${reader}): ${message}`,
  );
  return html`<h2>Readers that differ</h2>
    <pre>${lines.join('\n')}</pre>`;
}

/** The report as one page that needs nothing but itself. */
export function renderHtml(report: GoldenPathReport): string {
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Golden path: ${report.verdict.met ? 'met' : 'not met'}</title>
        <style>
          ${reportStyle()}
        </style>
      </head>
      <body>
        <main>
          ${head(report)}
          <h2>What is proven</h2>
          <p>
            The dot is the share that was seen, the bar what it proves: with 95 % confidence the
            true rate lies in it. The dashed line is the target.
          </p>
          <div class="chart">${boundsChart(report.verdict)}</div>
          <h2>Faults and ends</h2>
          <p>
            Journeys by the fault they met and the end that their users were shown; the framed cell
            is the end by design.
          </p>
          <div class="chart">${faultsChart(report.faults)}</div>
          <h2>Where the faults struck</h2>
          <p>
            For each phase two boxes: before the commit that enters it, and after it. Filled: it
            struck there; empty: it could have; none: it can not, for a reason that
            <code>--matrix</code> gives.
          </p>
          <div class="chart">${placesChart(report.faults)}</div>
          <h2>Where the time went</h2>
          <p>Box: from the median to 90 % · mark: 99 % · line: to the longest. Logarithmic.</p>
          <div class="chart">${latencyChart(report.latencies)}</div>
          <h2>Journeys that did not complete</h2>
          ${unfinished(report)} ${differences(report)}
          <h2>The auditor</h2>
          <pre>${renderReport(report.audit)}</pre>
        </main>
      </body>
    </html> `;
  return text;
}
