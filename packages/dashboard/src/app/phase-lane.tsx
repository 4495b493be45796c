import { durationText } from './duration-text.js';
import type { Stay } from './phase-timeline.js';
import { spoken } from './words.js';

interface PhaseLaneProps {
  /** The stays in one phase. */
  readonly stays: readonly Stay[];
  /** The whole time. */
  readonly span: { readonly from: number; readonly to: number };
}

const WIDTH = 1_000;

/** The narrowest a stay is drawn, so that a short one can be seen at all. */
const MIN_WIDTH = 3;

/** When an execution was in a phase, on a line of the whole time. The cells beside it say how often and how long. */
export function PhaseLane({ stays, span }: PhaseLaneProps) {
  const place = (at: number): number => ((at - span.from) / (span.to - span.from)) * WIDTH;
  return (
    <svg class="lane" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2={WIDTH} y1="6" y2="6" />
      {stays.map(({ phase, from, to, sums }, index) => (
        <rect
          key={index}
          x={Math.min(WIDTH - MIN_WIDTH, place(from))}
          width={Math.max(MIN_WIDTH, place(to) - place(from))}
          height="12"
        >
          <title>
            {spoken(phase)}: {durationText(to - from)}
            {sums > 1 && `, ${sums} stays`}
          </title>
        </rect>
      ))}
    </svg>
  );
}
