import {
  TimeoutClock,
  type HistoryEvent,
  type HistoryEventOf,
  type HistoryEventType,
} from '@tracker/state';
import { cancelAcknowledgedRules, cancelRequestedRules } from './cancel-rules.js';
import { when, type Contradiction } from './contradiction.js';
import { passedDeadline, type HistoryClock } from './deadlines.js';
import { acknowledgedRules, overdueRules } from './delivery-rules.js';
import { endRules } from './end-rules.js';
import { said } from './evidence-words.js';
import { heldRules, resumedRules } from './hold-rules.js';
import { phaseEnteredRules, stateChangedRules } from './move-rules.js';
import { rebirthRules } from './opening-rules.js';
import type { Rebuilt } from './rebuild.js';

type Rule<T extends HistoryEventType> = (
  before: Rebuilt,
  event: HistoryEventOf<T>,
) => readonly Contradiction[];

const RULES: { readonly [T in HistoryEventType]: Rule<T> } = {
  created: rebirthRules,
  state_changed: stateChangedRules,
  phase_entered: phaseEnteredRules,
  progressed: () => [],
  held: heldRules,
  resumed: resumedRules,
  cancel_requested: cancelRequestedRules,
  cancel_acknowledged: cancelAcknowledgedRules,
  ended: endRules,
  delivery_overdue: overdueRules,
  acknowledged: acknowledgedRules,
};

/** The clock by which `event` ends the execution, if it does so by one of the history's own. */
function endingClock(event: HistoryEvent): HistoryClock | undefined {
  if (event.type !== 'ended') return undefined;
  const { cause } = event;
  if (cause.kind === 'cancellation' && cause.forced) return 'cancel';
  if (cause.kind !== 'timeout') return undefined;
  const { clock } = cause;
  const own = clock === TimeoutClock.START || clock === TimeoutClock.EXECUTION;
  return own || clock === TimeoutClock.HOLD ? clock : undefined;
}

/** Nothing happens after a deadline but the end it brings. */
function deadlineRules(before: Rebuilt, event: HistoryEvent): readonly Contradiction[] {
  const passed = passedDeadline(before, event.at);
  if (!passed || passed.clock === endingClock(event)) return [];
  // an end after the bound has a name of its own
  if (passed.clock === 'bound' && event.type === 'ended') return [];
  return when(true, 'lived_past_deadline', () => [
    `the ${passed.clock} clock had run out at ${passed.at}`,
    said(event),
  ]);
}

const AFTER_END: readonly HistoryEventType[] = ['created', 'acknowledged', 'delivery_overdue'];

function afterEndRules(before: Rebuilt, event: HistoryEvent): readonly Contradiction[] {
  const code = event.type === 'ended' ? 'ended_twice' : 'fact_after_end';
  return when(!AFTER_END.includes(event.type), code, () => [
    `the execution had ended in '${before.state}' at ${before.endedAt}`,
    said(event),
  ]);
}

/** Whether `event` may change an execution that has ended. */
export function belongsAfterEnd({ type }: HistoryEvent): boolean {
  return type !== 'created' && AFTER_END.includes(type);
}

/** What `event` contradicts in the history before it. */
export function factRules(before: Rebuilt, event: HistoryEvent): readonly Contradiction[] {
  const rule = RULES[event.type] as Rule<HistoryEventType>;
  if (before.endedAt !== null && !AFTER_END.includes(event.type))
    return afterEndRules(before, event);
  const late = before.endedAt === null ? deadlineRules(before, event) : [];
  return [...rule(before, event), ...late];
}
