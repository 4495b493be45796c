import { AGENT_EXECUTION_PHASES, PRESENTATION, stateOfPhase } from '@tracker/state';
import { Markup } from './html.js';

/** Colours of what is no state; the first for light pages, the second for dark ones. */
const COLOURS = {
  page: ['#ffffff', '#0d1117'],
  card: ['#f6f8fa', '#161b22'],
  text: ['#1f2328', '#e6edf3'],
  faint: ['#59636e', '#9198a1'],
  line: ['#d1d9e0', '#3d444d'],
  good: ['#1a7f37', '#3fb950'],
  bad: ['#cf222e', '#ff7b72'],
  strong: ['#ffffff', '#0d1117'],
} as const;

function variables(side: 0 | 1): string {
  const own = Object.entries(COLOURS).map(([name, colours]) => `--${name}:${colours[side]}`);
  const states = Object.entries(PRESENTATION).map(
    ([state, { light, dark }]) => `--state-${state}:${side === 0 ? light : dark}`,
  );
  return [...own, ...states].join(';');
}

function stateRules(): string {
  const named = Object.keys(PRESENTATION).map(
    (state) => `.state-${state}{--c:var(--state-${state})}`,
  );
  return [...named, '.state-nothing{--c:var(--bad)}', '.whole{--c:var(--text)}'].join('\n');
}

/** Phases of one state share its colour and differ in strength. */
function phaseRules(): string {
  return AGENT_EXECUTION_PHASES.map((phase) => {
    const siblings = AGENT_EXECUTION_PHASES.filter(
      (other) => stateOfPhase(other) === stateOfPhase(phase),
    );
    const strength = 1 - (0.75 * siblings.indexOf(phase)) / siblings.length;
    return `.phase-${phase}{fill-opacity:${strength.toFixed(2)}}`;
  }).join('\n');
}

const LAYOUT = `
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:980px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;margin:0 0 4px} h2{font-size:18px;margin:40px 0 4px}
p{margin:4px 0 12px;color:var(--faint)}
.verdict{border-left:6px solid var(--good);background:var(--card);border-radius:6px;padding:18px 20px}
.verdict.bad{border-color:var(--bad)}
.verdict strong{color:var(--good)} .verdict.bad strong{color:var(--bad)}
.chart{background:var(--card);border-radius:8px;padding:18px 20px;overflow-x:auto}
.chart+.chart{margin-top:12px}
svg{display:block;width:100%;min-width:720px;height:auto;font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
table{border-collapse:collapse;width:100%} th{font-weight:500;color:var(--faint);text-align:left;white-space:nowrap}
th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:top} tr:last-child td{border:0}
td.n{white-space:nowrap;font-variant-numeric:tabular-nums} td small{display:block;color:var(--faint)}
.good{color:var(--good)} .bad{color:var(--bad)}
text{fill:var(--text)} text.tick{fill:var(--faint);font-size:12px;font-variant-numeric:tabular-nums}
.grid{stroke:var(--line)} .target{stroke:var(--text);stroke-width:2;stroke-dasharray:3 3}
g.good{--c:var(--good)} g.bad{--c:var(--bad)}
.proven{fill:var(--c);fill-opacity:.35} .seen{fill:var(--c)}
.cell{fill:var(--c);stroke:var(--line)} .cell.designed{stroke:var(--text);stroke-width:1.5}
.number.on-strong{fill:var(--strong);font-weight:600} .number.zero{fill:var(--faint)}
.whisker{stroke:var(--c);stroke-opacity:.5;stroke-width:2} .box{fill:var(--c)} .mark{stroke:var(--c);stroke-width:3}
.segment,.end{fill:var(--c)}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:10px;color:var(--faint);font-size:12px}
.legend span{display:inline-flex;align-items:center;gap:5px} svg.swatch{width:12px;min-width:12px;height:12px}
pre{background:var(--card);border-radius:8px;padding:16px 20px;overflow-x:auto;font:12.5px/1.5 ui-monospace,"DejaVu Sans Mono",monospace}
`;

/** The style of the page, light or dark as the reader has it; nothing is fetched from anywhere. */
export function reportStyle(): Markup {
  return new Markup(
    [
      `:root{color-scheme:light dark;${variables(0)}}`,
      `@media(prefers-color-scheme:dark){:root{${variables(1)}}}`,
      stateRules(),
      phaseRules(),
      LAYOUT,
    ].join('\n'),
  );
}
