import type { OutlookClock } from '@tracker/core';
import type { Execution, ExecutionIn, TerminalState } from '@tracker/state';
import { z } from 'zod';

/** Whose move it is. */
const WAITS_FOR = ['worker', 'agent', 'hold', 'cancel', 'client', 'nobody'] as const;

export const explanationSchema = z.strictObject({
  executionId: z.string(),
  waitsFor: z
    .enum(WAITS_FOR)
    .meta({ description: 'Whose move it is; `nobody` when it is over and acknowledged.' }),
  sinceMs: z.int().nonnegative().meta({ description: 'For how long, in milliseconds.' }),
  why: z.string().meta({ description: 'The same for people.' }),
  untilAt: z
    .int()
    .nullable()
    .meta({ description: 'When it ends, or is overdue, if nothing happens; epoch milliseconds.' }),
  clocks: z
    .array(
      z.strictObject({
        clock: z.string().meta({ description: 'Which limit it keeps.' }),
        deadline: z.int().meta({ description: 'When it runs out, epoch milliseconds.' }),
        lastHeardAt: z
          .int()
          .nullable()
          .meta({ description: 'For a clock that listens: when it last heard something.' }),
      }),
    )
    .meta({ description: 'The clocks that run, the one that runs out first in front.' }),
});
export type Explanation = z.infer<typeof explanationSchema>;

type Reason = Pick<Explanation, 'waitsFor' | 'why' | 'untilAt'> & { readonly since: number };

/**
 * Why an execution is where it is: whose move it is, since when, and what happens if nobody makes it. With the clocks
 * of `tracker.outlook` the end is exact; without them it is what the limits allow, whatever its worker signals.
 */
export function explain(
  execution: Execution,
  now: number,
  clocks: readonly OutlookClock[] = [],
): Explanation {
  const { since, untilAt, ...reason } = reasonOf(execution);
  const [first] = clocks;
  return {
    executionId: execution.id,
    sinceMs: Math.max(0, now - since),
    ...reason,
    untilAt: first?.deadline ?? untilAt,
    clocks: clocks.map((clock) => ({ ...clock })),
  };
}

function reasonOf(execution: Execution): Reason {
  if ('delivery' in execution) return afterTheEnd(execution);
  const { cancel } = execution;
  if (cancel) {
    return {
      waitsFor: 'cancel',
      since: cancel.requestedAt,
      why: `It was asked to stop (${cancel.reason ?? 'no reason given'}) and has not yet; its end will be forced.`,
      untilAt: cancel.deadline,
    };
  }
  if (execution.state === 'running' && execution.hold) {
    const { reason, since, deadline } = execution.hold;
    return { waitsFor: 'hold', since, why: `It is on hold: ${reason}`, untilAt: deadline };
  }
  return execution.state === 'pending' ? unclaimed(execution) : atWork(execution);
}

function unclaimed({ agentName, createdAt, limits }: Execution): Reason {
  return {
    waitsFor: 'worker',
    since: createdAt,
    why: `No worker has taken it yet; is one running for "${agentName}"?`,
    untilAt: createdAt + limits.startTimeoutMs,
  };
}

function atWork(execution: Exclude<Execution, { state: 'pending' }>): Reason {
  const { owner, phase, progressAt, limits, endsBy, progress } = execution;
  const note = progress?.note ? ` It last said: ${progress.note}` : '';
  return {
    waitsFor: 'agent',
    since: progressAt,
    why: `${owner ?? 'Its worker'} is in phase "${phase}".${note}`,
    untilAt: Math.min(endsBy, progressAt + limits.idleTimeoutMs),
  };
}

type Ended = ExecutionIn<TerminalState>;

function afterTheEnd({ state, cause, endedAt, delivery }: Ended): Reason {
  const how = `It has ended as "${state}" (${cause.kind})`;
  const { acknowledgedAt, acknowledgedBy, overdueAt, deadline } = delivery;
  if (acknowledgedAt !== null) {
    const by = acknowledgedBy ?? 'the client';
    return {
      waitsFor: 'nobody',
      since: acknowledgedAt,
      why: `${how}, and ${by} has acknowledged it.`,
      untilAt: null,
    };
  }
  const late = overdueAt === null ? '' : ' That is overdue.';
  return {
    waitsFor: 'client',
    since: endedAt,
    why: `${how}; no client of the user's has acknowledged it.${late}`,
    untilAt: deadline,
  };
}
