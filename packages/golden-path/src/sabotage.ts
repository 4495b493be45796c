import type { Agent, AgentExecutionTracker, RunningExecution } from '@tracker/core';
import { AgentExecutionPhase, TrackerError, TrackerErrorCode, stateOfPhase } from '@tracker/state';
import { concierge, type Direct } from './concierge.js';
import { FAULTS, type FaultKind } from './fault-kind.js';
import type { Moment } from './fault-matrix.js';
import { faultOfMessage, type FaultNote } from './fault-note.js';
import type { ModelEndpoint } from './model-client.js';
import { MODEL_BREAKER } from './defaults.js';
import { overlay } from './overlay.js';
import type { AskDirector } from './part-link.js';
import { directionOf } from './stage-direction.js';

export interface TroubledParts {
  readonly tracker: AgentExecutionTracker;
  readonly endpoint: ModelEndpoint;
  /** Whether the model takes stage directions. */
  readonly scripted: boolean;
  readonly ask: AskDirector;
}

/** What old code passed where a state was meant. */
const DICTIONARY = { success: true, completed: true };

/** Another model name: the local server is down for it, and its breaker is its own. */
const STRANDED_MODEL = 'stranded';

const { LLM_INTERACTION, THINKING } = AgentExecutionPhase;

/** An agent that returns before it has done its work. */
class EarlyReturn extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('the agent returned early by design');
    this.answer = answer;
  }
}

/** The concierge, who does to a run what the run's message asks for in the way of trouble. */
export function troubledConcierge(parts: TroubledParts): Agent {
  return async (execution) => {
    const fault = faultOfMessage(execution.metadata);
    if (!fault) return concierge(parts.endpoint)(execution);
    const trouble = troubleOf(parts, execution, fault);
    const at = async (phase: AgentExecutionPhase, moment: Moment): Promise<void> => {
      if (trouble?.phase === phase && trouble.moment === moment) await trouble.make();
    };
    const watched = overlay(execution, {
      enterPhase: async (phase) => {
        await at(phase, 'before');
        await execution.enterPhase(phase);
        await at(phase, 'after');
      },
    });
    try {
      await at(THINKING, 'after'); // that one the tracker has entered
      return await concierge(parts.endpoint, directing(parts, execution, fault))(watched);
    } catch (error) {
      if (error instanceof EarlyReturn) return error.answer;
      throw error;
    }
  };
}

/** What happens in the agent, and when. */
interface Trouble {
  readonly phase: AgentExecutionPhase;
  readonly moment: Moment;
  readonly make: () => unknown;
}

function troubleOf(
  parts: TroubledParts,
  execution: RunningExecution,
  fault: FaultNote,
): Trouble | undefined {
  const { kind, phase, moment } = fault;
  const make = () => makeTrouble(kind, { ...parts, execution });
  if (FAULTS[kind].place === 'agent') {
    const strike = async () => ((await parts.ask(execution.runId, fault)) ? make() : undefined);
    return { phase, moment, make: strike };
  }
  const begun = { phase: THINKING, moment: 'after' } as const;
  if (kind === 'user_cancels') {
    return { ...begun, ...(stateOfPhase(phase) === 'running' && { phase }), make };
  }
  if (kind === 'model_outage') {
    const strike = async () => (await parts.ask(execution.runId, fault), make());
    return { ...begun, make: strike };
  }
  const carrier = CARRIERS[phase];
  return carrier && { ...begun, make: () => makeTrouble(carrier, { ...parts, execution }) };
}

/** What leads a run into the phases that no run enters without trouble. */
const CARRIERS: Partial<Record<AgentExecutionPhase, FaultKind>> = {
  failed: 'agent_throws',
  timeout: 'agent_hangs',
  circuit_breaker_open: 'model_outage',
};

interface Scene extends TroubledParts {
  readonly execution: RunningExecution;
}

function makeTrouble(kind: FaultKind, { execution, tracker, endpoint }: Scene): unknown {
  switch (kind) {
    case 'agent_throws':
      throw new Error('the agent broke');
    case 'agent_hangs':
      return new Promise(() => undefined);
    case 'agent_empty':
      throw new EarlyReturn('   ');
    case 'agent_dictionary':
      return tracker.updateExecutionState(execution.id, DICTIONARY as never);
    case 'model_outage':
      return askInVain(execution, { ...endpoint, model: STRANDED_MODEL });
    case 'user_cancels':
      return untilStopped(execution.signal);
    default:
      return undefined;
  }
}

/** Asks a model that is down until its breaker opens. */
async function askInVain(execution: RunningExecution, endpoint: ModelEndpoint): Promise<void> {
  for (let tries = 0; tries <= MODEL_BREAKER.failureThreshold; tries++) {
    try {
      await concierge(endpoint)(stayingIn(execution));
    } catch (error) {
      if (TrackerError.is(error, TrackerErrorCode.CIRCUIT_OPEN)) throw error;
    }
  }
}

/** The same execution, for an agent that begins again in the phase where it is. */
function stayingIn(execution: RunningExecution): RunningExecution {
  return overlay(execution, {
    enterPhase: async (phase) => {
      try {
        await execution.enterPhase(phase);
      } catch (error) {
        const again = phase === LLM_INTERACTION;
        if (!again || !TrackerError.is(error, TrackerErrorCode.ILLEGAL_PHASE)) throw error;
      }
    },
  });
}

/** Works on until it is told to stop, and heeds it. */
function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Directs the scripted model: one of its calls, or with slow tokens all of them. */
function directing(
  { ask, scripted }: TroubledParts,
  execution: RunningExecution,
  fault: FaultNote,
): Direct {
  const direction = scripted ? directionOf(fault.kind) : undefined;
  let call = 0;
  return async () => {
    call += 1;
    if (direction === 'slow_tokens') {
      if (call === 1) await ask(execution.runId, fault);
      return direction;
    }
    if (!direction || call !== fault.call) return undefined;
    return (await ask(execution.runId, fault)) ? direction : undefined;
  };
}
