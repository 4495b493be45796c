import { useState } from 'preact/hooks';
import type { HistoryEvent } from '@tracker/state';
import { durationText } from './duration-text.js';
import { historyLine } from './history-line.js';
import { ExactMoment } from './moment.js';
import { spokenFirst } from './words.js';
import { TableFrame } from './table-frame.js';

/** Facts drawn at first; a long history would make the page slow. */
const FIRST = 100;

/** Every fact, the newest first. */
export function HistoryTable({ history }: { readonly history: readonly HistoryEvent[] }) {
  const [shown, setShown] = useState(FIRST);
  const begun = history[0]?.at ?? 0;
  const facts = history.slice(-shown).reverse();
  return (
    <>
      <TableFrame label="Facts">
        <table class="history">
          <caption class="hidden">Facts, newest first</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                No.
              </th>
              <th scope="col" class="number">
                After
              </th>
              <th scope="col">Fact</th>
              <th scope="col">What</th>
              <th scope="col">At</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((event) => (
              <tr key={event.seq}>
                <td class="number">{event.seq}</td>
                <td class="number">{durationText(event.at - begun)}</td>
                <th scope="row">{spokenFirst(event.type)}</th>
                <td class="what">{historyLine(event)}</td>
                <td class="at">
                  <ExactMoment at={event.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {history.length > shown && (
        <button class="quiet" onClick={() => setShown(shown + 5 * FIRST)}>
          Show older ({history.length - shown})
        </button>
      )}
    </>
  );
}
