import type { Execution } from '@tracker/state';
import { hrefOf } from './route.js';
import type { Why } from './why.js';

interface WhyLineProps {
  readonly why: Why;
  readonly execution: Execution;
}

/** Why it is where it is, in a sentence, and the way to all about it. */
export function WhyLine({ why, execution }: WhyLineProps) {
  return (
    <p class="why-line">
      {why.why}{' '}
      <a href={hrefOf({ view: 'why', id: execution.id })}>
        {'delivery' in execution ? 'More about why' : 'Why is this stuck?'}
      </a>
    </p>
  );
}
