import {
  AGENT_EXECUTION_PHASES,
  AgentExecutionPhase,
  ExecutionState,
  isTerminal,
  stateOfPhase,
  type TerminalState,
} from '@tracker/state';
import { FAULT_KINDS, type FaultKind } from './fault-kind.js';

/** Before the commit in which the phase is entered reaches the store, or once it has. */
export const MOMENTS = Object.freeze(['before', 'after'] as const);
export type Moment = (typeof MOMENTS)[number];

/** What is to happen to a journey, and at which commit. */
export interface Fault {
  readonly kind: FaultKind;
  readonly phase: AgentExecutionPhase;
  readonly moment: Moment;
}

/** A fault and how the execution is to end all the same. */
export interface Cell extends Fault {
  readonly ends: TerminalState;
}

/** Why a fault can't happen there and then. */
export interface Impossible {
  readonly reason: string;
}

type Rule = (phase: AgentExecutionPhase, moment: Moment) => TerminalState | Impossible;

const { LLM_INTERACTION, STARTING, THINKING, TIMEOUT } = AgentExecutionPhase;

/** How a journey ends that reaches this phase and has no other trouble: three of the phases are only reached in trouble. */
export function endBy(phase: AgentExecutionPhase): TerminalState {
  const state = stateOfPhase(phase);
  return isTerminal(state) ? state : ExecutionState.COMPLETED;
}

function impossible(reason: string): Impossible {
  return { reason };
}

const inModel =
  (ends: TerminalState): Rule =>
  (phase, moment) => {
    if (phase !== LLM_INTERACTION) return impossible('the model is spoken to in llm_interaction');
    if (moment === 'before') return impossible('the model is called once the phase is committed');
    return ends;
  };

const inAgent =
  (ends: TerminalState): Rule =>
  (phase) => {
    const state = stateOfPhase(phase);
    if (state === 'running') return ends;
    const early = state === 'pending' || state === 'starting';
    return impossible(early ? 'no agent runs yet' : 'the agent has returned or was left behind');
  };

/** For what is done by those who can only see what is committed. */
const fromOutside: Rule = (phase, moment) =>
  moment === 'before'
    ? impossible('who does it learns of a phase once it is committed')
    : endBy(phase);

const byWhoeverWrites: Rule = (phase) => endBy(phase);

const workerKilled: Rule = (phase, moment) => {
  if (stateOfPhase(phase) === 'pending') return impossible('the gateway writes this phase');
  if (phase === TIMEOUT) return impossible('whoever sweeps first writes this end');
  // not claimed: another worker takes it on. Committed: it has ended
  const claim = phase === STARTING || phase === THINKING;
  if (claim) return moment === 'before' ? ExecutionState.COMPLETED : ExecutionState.DEAD;
  const ended = phase === 'completing' || isTerminal(stateOfPhase(phase));
  return ended && moment === 'after' ? endBy(phase) : ExecutionState.DEAD;
};

const gatewayKilled: Rule = (phase, moment) =>
  moment === 'before' && stateOfPhase(phase) !== 'pending'
    ? impossible('the gateway does not write this phase')
    : endBy(phase);

const userCancels: Rule = (phase, moment) => {
  if (phase === 'completing' || isTerminal(stateOfPhase(phase))) {
    return impossible('that commit brings the end');
  }
  return moment === 'before' ? fromOutside(phase, moment) : ExecutionState.CANCELLED;
};

/** For each kind where and when it can strike, and what it then comes to. */
const RULES: Readonly<Record<FaultKind, Rule>> = {
  model_error: inModel(ExecutionState.COMPLETED),
  model_stall: inModel(ExecutionState.COMPLETED),
  model_truncated: inModel(ExecutionState.COMPLETED),
  model_garbage: inModel(ExecutionState.COMPLETED),
  slow_tokens: inModel(ExecutionState.COMPLETED),
  model_outage: inModel(ExecutionState.FAILED),
  agent_throws: inAgent(ExecutionState.FAILED),
  agent_hangs: inAgent(ExecutionState.TIMEOUT),
  agent_empty: inAgent(ExecutionState.FAILED),
  agent_dictionary: inAgent(ExecutionState.FAILED),
  worker_killed: workerKilled,
  gateway_killed: gatewayKilled,
  loop_stalled: byWhoeverWrites,
  store_refuses: byWhoeverWrites,
  store_blocked: fromOutside,
  client_drops: fromOutside,
  client_absent: fromOutside,
  client_slow: fromOutside,
  client_repeats: fromOutside,
  user_cancels: userCancels,
};

/** What a fault comes to, or why there is no such thing. */
export function judgeFault({ kind, phase, moment }: Fault): TerminalState | Impossible {
  return RULES[kind](phase, moment);
}

/** Every kind × phase × moment, in the order of their tables. */
export const ALL_FAULTS: readonly Fault[] = Object.freeze(
  FAULT_KINDS.flatMap((kind) =>
    AGENT_EXECUTION_PHASES.flatMap((phase) => MOMENTS.map((moment) => ({ kind, phase, moment }))),
  ),
);

/** Those that can happen. */
export const CELLS: readonly Cell[] = Object.freeze(
  ALL_FAULTS.flatMap((fault) => {
    const ends = judgeFault(fault);
    return typeof ends === 'object' ? [] : [{ ...fault, ends }];
  }),
);

/** Whether the user gets an answer all the same. */
export function isSurvivable({ ends }: Cell): boolean {
  return ends === ExecutionState.COMPLETED;
}
