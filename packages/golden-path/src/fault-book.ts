import type { Journey } from './journey-plan.js';
import type { ModelFault } from './model-fault.js';

/** Which fault each run is to meet, for those who play it; a run is named by its journey. */
export class FaultBook {
  readonly #journeys: ReadonlyMap<string, Journey>;

  constructor(journeys: readonly Journey[]) {
    this.#journeys = new Map(journeys.map((journey) => [journey.id, journey]));
  }

  get(runId: string): Journey | undefined {
    return this.#journeys.get(runId);
  }

  /** What the local model is to do to a run. */
  modelFault(runId: string): ModelFault | undefined {
    const journey = this.#journeys.get(runId);
    if (!journey?.fault) return undefined;
    // a question without tools has only one call
    const calls = /\d|capital/.test(journey.question.text) ? 2 : 1;
    return { kind: journey.fault, call: Math.min(journey.strikes, calls) };
  }
}
