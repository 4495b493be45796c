import type { Execution, Outcome } from '@tracker/state';
import { causeFacts, causeText } from './cause-text.js';
import { Facts } from './facts.js';
import { ExactMoment } from './moment.js';

/** How it ended, what the user sees, and for operators why. Everything is text, whatever an agent wrote. */
export function OutcomeText({ execution }: { readonly execution: Execution }) {
  if (!('outcome' in execution)) return <p class="faint">It has not ended yet.</p>;
  const { outcome, cause, endedAt } = execution;
  return (
    <>
      <Seen outcome={outcome} />
      <Facts
        facts={[
          ['Why', causeText(cause)],
          ...causeFacts(cause),
          ['Ended', <ExactMoment at={endedAt} />],
        ]}
      />
    </>
  );
}

function Seen({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome.kind) {
    case 'answer':
      return <Quoted by="Answer" text={answerText(outcome.answer)} />;
    case 'delivered':
      return <p>The user got the answer from “{outcome.by}”.</p>;
    case 'error':
      return <Quoted by="Words for the user" text={outcome.message} />;
  }
}

function Quoted({ by, text }: { readonly by: string; readonly text: string }) {
  return (
    <figure class="quoted">
      <figcaption>{by}</figcaption>
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}

function answerText(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2);
}
