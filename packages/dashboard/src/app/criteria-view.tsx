import { useState } from 'preact/hooks';
import type { CriteriaBucket, CriteriaOverTime } from './answers.js';
import { CRITERIA, isJudged, prove, verdictOf, type Criterion } from './criteria.js';
import { CriteriaTable } from './criteria-table.js';
import { Heading } from './heading.js';
import { LoadedView } from './loaded-view.js';
import { Empty } from './notices.js';
import { percentText } from './percent-text.js';
import { RateChart } from './rate-chart.js';
import { Section } from './section.js';
import { SPANS, type Span } from './spans.js';
import { useSurroundings } from './surroundings.js';
import { useLoaded } from './use-loaded.js';

const REFRESH_MS = 10_000;

/** How well it goes, over time, with what that proves: never a bare percentage. */
export function CriteriaView() {
  const { api } = useSurroundings();
  const [span, setSpan] = useState<Span>(SPANS[0]);
  const loaded = useLoaded({
    of: span.name,
    load: (signal) => api.criteria(span, signal),
    everyMs: REFRESH_MS,
  });
  return (
    <>
      <Heading title="Criteria" />
      <p class="lead">
        What was seen, and what that proves: the exact one-sided 95 % bound of Clopper and Pearson.
        Little evidence proves little.
      </p>
      <fieldset class="spans">
        <legend class="hidden">Time looked back</legend>
        {SPANS.map((one) => (
          <label key={one.name}>
            <input type="radio" name="span" checked={one === span} onChange={() => setSpan(one)} />
            {one.name}
          </label>
        ))}
      </fieldset>
      <LoadedView what="the criteria" loaded={loaded}>
        {(overTime) => <AllCriteria overTime={overTime} />}
      </LoadedView>
    </>
  );
}

function AllCriteria({ overTime: { complete, buckets } }: { readonly overTime: CriteriaOverTime }) {
  if (!buckets.some(isJudged)) {
    return (
      <Empty>
        <p>Nothing that was asked in this time has ended, so there is nothing to judge.</p>
      </Empty>
    );
  }
  return (
    <>
      {!complete && (
        <p class="notice old">There was more than the gateway counts; the oldest is left out.</p>
      )}
      {CRITERIA.map((criterion) => (
        <CriterionSection key={criterion.name} criterion={criterion} buckets={buckets} />
      ))}
      <CriteriaTable buckets={buckets} />
    </>
  );
}

const VERDICTS = {
  met: 'Met',
  unproven: 'Not proven yet',
  missed: 'Missed',
  unknown: 'Nothing to judge',
} as const;

interface CriterionSectionProps {
  readonly criterion: Criterion;
  readonly buckets: readonly CriteriaBucket[];
}

function CriterionSection({ criterion, buckets }: CriterionSectionProps) {
  const proven = prove(criterion, buckets);
  const { successes, trials, bound } = proven;
  const verdict = verdictOf(criterion, proven);
  const sign = criterion.kind === 'above' ? 'at least' : 'at most';
  const target =
    criterion.kind === 'above' ? `more than ${percentText(criterion.target)}` : 'none at all';
  return (
    <Section name={criterion.name.toLowerCase().replaceAll(' ', '-')} title={criterion.name}>
      <p class="criterion-line">
        <span class={`verdict verdict-${verdict}`}>{VERDICTS[verdict]}</span>
        <span class="number">
          {successes.toLocaleString('en')} of {trials.toLocaleString('en')}
        </span>
        {bound !== null && (
          <span>
            proves {sign} <strong class="bound">{percentText(bound)}</strong>
          </span>
        )}
        <span class="faint">asked for: {target}</span>
      </p>
      <p class="note">{criterion.meaning}</p>
      <RateChart criterion={criterion} buckets={buckets} />
    </Section>
  );
}
