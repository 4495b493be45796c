import type { Execution } from '@tracker/state';
import { Actions } from './actions.js';
import { Facts } from './facts.js';
import { Heading } from './heading.js';
import { LoadedView } from './loaded-view.js';
import { ExactMoment, Moment } from './moment.js';
import { hrefOf } from './route.js';
import { Section } from './section.js';
import { StateMark } from './state-mark.js';
import { runningText } from './duration-text.js';
import { TableFrame } from './table-frame.js';
import { useExecution } from './use-execution.js';
import { useNow } from './use-now.js';
import type { Why } from './why.js';
import { clockBars, clockMeaning, ifNothingHappens, moverOf, type ClockBar } from './why-words.js';
import { shortId, spoken } from './words.js';

/** Why an execution is stuck, on one screen: whose move it is, which clocks run, when it ends at the latest. */
export function WhyView({ id }: { readonly id: string }) {
  const loaded = useExecution(id);
  return (
    <>
      <Heading title={`Why is ${loaded.data?.execution.agentName ?? shortId(id)} where it is?`}>
        {loaded.data && <StateMark state={loaded.data.execution.state} />}
      </Heading>
      <LoadedView what="the reason" loaded={loaded}>
        {({ execution, why }) => (
          <>
            <Answer execution={execution} why={why} />
            <Actions execution={execution} onDone={loaded.reload} />
            <Clocks execution={execution} why={why} />
            <p>
              <a href={hrefOf({ view: 'execution', id })}>Everything about this execution</a>
            </p>
          </>
        )}
      </LoadedView>
    </>
  );
}

interface AnswerProps {
  readonly execution: Execution;
  readonly why: Why;
}

function Answer({ execution, why }: AnswerProps) {
  const now = useNow();
  const over = 'delivery' in execution;
  return (
    <>
      <p class="why-answer">{why.why}</p>
      <Facts
        facts={[
          ['Whose move it is', moverOf(why)],
          ['For', runningText(why.sinceMs)],
          ['In phase', spoken(execution.phase)],
          [
            'If nobody moves',
            why.untilAt === null ? (
              ifNothingHappens(why, execution)
            ) : (
              <>
                {ifNothingHappens(why, execution)} <Moment at={why.untilAt} now={now} />
              </>
            ),
          ],
          over
            ? ['Ended', <ExactMoment at={execution.endedAt} />]
            : ['Ends at the latest', <ExactMoment at={execution.endsBy} />],
        ]}
      />
    </>
  );
}

function Clocks({ execution, why }: AnswerProps) {
  const now = useNow();
  const bars = clockBars(why.clocks, execution, now);
  return (
    <Section name="clocks" title="Clocks that run">
      {bars.length === 0 ? (
        <p class="faint">None. Nothing is left to wait for.</p>
      ) : (
        <TableFrame label="Running clocks">
          <table class="clocks">
            <caption class="hidden">Clocks that run, the first to run out in front</caption>
            <thead>
              <tr>
                <th scope="col">Clock</th>
                <th scope="col">Measures</th>
                <th scope="col" class="number">
                  Left
                </th>
                <th scope="col">Gone</th>
                <th scope="col">Last heard</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <Clock key={bar.clock} bar={bar} now={now} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Section>
  );
}

function Clock({ bar, now }: { readonly bar: ClockBar; readonly now: number }) {
  const { clock, left, gone, lastHeardAt, first } = bar;
  return (
    <tr>
      <th scope="row">
        {spoken(clock)}
        {first && <span class="tag">next</span>}
      </th>
      <td class="measures">{clockMeaning(clock)}</td>
      <td class="number">{left}</td>
      <td>
        <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect class="rail" width="100" height="6" />
          <rect class="part" width={gone * 100} height="6" />
        </svg>
        <span class="percent">{Math.round(gone * 100)} %</span>
      </td>
      <td>{lastHeardAt === null ? '–' : <Moment at={lastHeardAt} now={now} />}</td>
    </tr>
  );
}
