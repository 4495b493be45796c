import { AgentFrameType } from '@tracker/client';
import type { JourneyResult } from './journey.js';

/** Whether the user got what a chat owes: an answer, or an error with words in it, in time. */
export function gotResponse({ outcome, refusal }: JourneyResult): boolean {
  if (!outcome) return (refusal ?? '').trim() !== '';
  return outcome.type === AgentFrameType.COMPLETED || outcome.message.trim() !== '';
}

/** Whether `answer` contains all that the question asked for. */
function answers(answer: unknown, expects: readonly string[]): boolean {
  return typeof answer === 'string' && expects.every((part) => answer.includes(part));
}

export interface Expectation {
  /** Whether the answer's words can be known beforehand: not when somebody else's model gives them. */
  readonly scripted: boolean;
}

/** Whether the journey went all the way: the right answer arrived in time and its arrival was confirmed. */
export function isComplete(result: JourneyResult, { scripted }: Expectation): boolean {
  const { outcome, acknowledged, journey } = result;
  if (outcome?.type !== AgentFrameType.COMPLETED || !acknowledged) return false;
  return !scripted || answers(outcome.answer, journey.question.expects);
}
