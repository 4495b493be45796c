import { durationText } from './duration-text.js';
import type { Stay } from './phase-timeline.js';
import { counted, spoken } from './words.js';

const WIDTH = 1_000;

/** The narrowest a stay is drawn, so that a short one can be seen at all. */
const MIN_WIDTH = 2;

/** The stays of an execution on a line of time. The table below it says the same in numbers. */
export function PhaseStrip({ stays }: { readonly stays: readonly Stay[] }) {
  const from = stays[0]?.from ?? 0;
  const whole = Math.max(1, (stays.at(-1)?.to ?? 0) - from);
  const label = `${counted(stays.length, 'stay')} in ${durationText(whole)}`;
  return (
    <figure class="strip">
      <svg viewBox={`0 0 ${WIDTH} 28`} preserveAspectRatio="none" role="img" aria-label={label}>
        {stays.map(({ phase, from: start, to, sums }) => (
          <rect
            key={`${start}-${phase}`}
            data-phase={phase}
            x={((start - from) / whole) * WIDTH}
            width={Math.max(MIN_WIDTH, ((to - start) / whole) * WIDTH)}
            height="28"
          >
            <title>
              {spoken(phase)}: {durationText(to - start)}
              {sums > 1 && `, ${sums} stays`}
            </title>
          </rect>
        ))}
      </svg>
      <figcaption>
        <span>0</span>
        <span>{durationText(whole)}</span>
      </figcaption>
    </figure>
  );
}
