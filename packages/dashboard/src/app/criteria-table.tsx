import type { CriteriaBucket } from './answers.js';
import { CRITERIA, isJudged, prove } from './criteria.js';
import { ExactMoment } from './moment.js';
import { percentText } from './percent-text.js';
import { TableFrame } from './table-frame.js';

/** What the charts show, in numbers. */
export function CriteriaTable({ buckets }: { readonly buckets: readonly CriteriaBucket[] }) {
  return (
    <details class="numbers">
      <summary>The numbers behind the charts</summary>
      <TableFrame label="Criteria in numbers">
        <table>
          <caption class="hidden">Criteria over time: seen, and proven bound</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              {CRITERIA.map(({ name }) => (
                <th scope="col" class="number" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {buckets.filter(isJudged).map((bucket) => (
              <tr key={bucket.from}>
                <th scope="row">
                  <ExactMoment at={bucket.from} />
                </th>
                {CRITERIA.map((criterion) => {
                  const { successes, trials, bound } = prove(criterion, [bucket]);
                  return (
                    <td class="number" key={criterion.name}>
                      {successes} of {trials}
                      {bound !== null && ` (${percentText(bound)})`}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
