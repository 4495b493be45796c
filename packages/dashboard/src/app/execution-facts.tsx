import type { Execution } from '@tracker/state';
import { durationText } from './duration-text.js';
import { Facts, type Fact } from './facts.js';
import { ExactMoment, Moment } from './moment.js';
import { useNow } from './use-now.js';
import { spoken } from './words.js';

/** Whose an execution is, who works on it, and what was asked of it meanwhile. */
export function ExecutionFacts({ execution }: { readonly execution: Execution }) {
  const now = useNow();
  return <Facts facts={[...identity(execution), ...course(execution, now)]} />;
}

function identity(execution: Execution): readonly Fact[] {
  const { id, userId, threadId, runId, attempt, createdAt } = execution;
  const owner = 'owner' in execution ? execution.owner : null;
  return [
    ['Execution', <span class="id">{id}</span>],
    ['User', userId],
    ['Thread', threadId],
    ['Run', <span class="id">{runId}</span>],
    ['Attempt', String(attempt)],
    ['Worker', owner === null ? 'none yet' : <span class="id">{owner}</span>],
    ['Created', <ExactMoment at={createdAt} />],
  ];
}

function course(execution: Execution, now: number): readonly Fact[] {
  const { phase, progress, heldMs, cancel } = execution;
  const facts: Fact[] = [['Phase', spoken(phase)]];
  if (progress) facts.push(['Progress', progressText(progress)]);
  if (execution.state === 'running' && execution.hold) {
    const { reason, deadline } = execution.hold;
    facts.push([
      'On hold',
      <>
        {reason}; it runs out <Moment at={deadline} now={now} />
      </>,
    ]);
  }
  if (heldMs > 0) facts.push(['Held so far', durationText(heldMs)]);
  if (cancel) facts.push(['Asked to stop', cancel.reason ?? 'without a reason']);
  return facts;
}

function progressText({ note, percent }: NonNullable<Execution['progress']>): string {
  return [percent === null ? '' : `${percent} %`, note ?? '']
    .filter((text) => text !== '')
    .join(': ');
}
