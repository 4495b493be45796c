import { Actions } from './actions.js';
import { AttemptList } from './attempt-list.js';
import { DeliveryFacts } from './delivery-facts.js';
import { ExecutionFacts } from './execution-facts.js';
import { Heading } from './heading.js';
import { HistoryTable } from './history-table.js';
import { LoadedView } from './loaded-view.js';
import { OutcomeText } from './outcome-text.js';
import { PhaseSection } from './phase-section.js';
import { Section } from './section.js';
import { StateMark } from './state-mark.js';
import { useExecution, type ExecutionStory } from './use-execution.js';
import { shortId } from './words.js';
import { WhyLine } from './why-line.js';

/** One execution: what it does, where its time went, how it ended, and who knows. */
export function ExecutionView({ id }: { readonly id: string }) {
  const loaded = useExecution(id);
  return (
    <>
      <Heading title={loaded.data?.execution.agentName ?? `Execution ${shortId(id)}`}>
        {loaded.data && <StateMark state={loaded.data.execution.state} />}
      </Heading>
      <LoadedView what="the execution" loaded={loaded}>
        {(story) => <Story story={story} reload={loaded.reload} />}
      </LoadedView>
    </>
  );
}

interface StoryProps {
  readonly story: ExecutionStory;
  readonly reload: () => void;
}

function Story({ story: { execution, history, why, attempts }, reload }: StoryProps) {
  return (
    <>
      <WhyLine why={why} execution={execution} />
      <Actions execution={execution} onDone={reload} />
      <ExecutionFacts execution={execution} />
      <PhaseSection execution={execution} history={history} />
      <Section name="outcome" title="Outcome">
        <OutcomeText execution={execution} />
      </Section>
      <Section name="delivery" title="Delivery">
        <DeliveryFacts execution={execution} />
      </Section>
      {attempts.length > 1 && (
        <Section name="attempts" title="Attempts">
          <AttemptList attempts={attempts} here={execution.id} />
        </Section>
      )}
      <Section name="history" title="History">
        <HistoryTable history={history} />
      </Section>
    </>
  );
}
