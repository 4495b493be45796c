import { sleep, type AgentExecutionTracker } from '@tracker/core';
import { TrackerError } from '@tracker/state';
import { CHARACTERS, stubborn, type Character } from './agents.js';
import { between, pick } from './random.js';
import type { Stage } from './stage.js';

const USERS = ['ada', 'grace', 'alan', 'edsger', 'barbara', 'tony', 'radia', 'leslie'] as const;

/** Of ended executions so many are acknowledged; the rest shows what an absent client does. */
const ACKNOWLEDGED = 0.96;

/** Executions that nobody works on, and such whose worker has died: so many of all. */
const ORPHANS = 0.02;

const PAUSE_MS = [500, 3_500] as const;

/** People who ask agents something again and again, acknowledge what they get, and sometimes lose patience. */
export class Population {
  readonly #tracker: AgentExecutionTracker;
  readonly #stage: Stage;
  readonly #ended = new AbortController();
  readonly #visits = new Set<Promise<void>>();

  constructor(tracker: AgentExecutionTracker, stage: Stage) {
    this.#tracker = tracker;
    this.#stage = stage;
  }

  /** Comes and goes until it is ended; `pace` 2 is half as often. */
  async live(pace = 1): Promise<void> {
    const { signal } = this.#ended;
    const { clock, random } = this.#stage;
    while (!signal.aborted) {
      const visit = this.#visit().catch(passOverClosing);
      this.#visits.add(visit);
      void visit.then(() => this.#visits.delete(visit));
      await sleep(clock, between(random, ...PAUSE_MS) * pace, signal);
    }
  }

  /** Nobody comes any more; resolves when everybody has gone. */
  async end(): Promise<void> {
    this.#ended.abort();
    await Promise.all(this.#visits);
  }

  async #visit(): Promise<void> {
    const { random } = this.#stage;
    const userId = pick(random, USERS);
    const threadId = `${userId}-${between(random, 1, 3)}`;
    if (random() < ORPHANS) return this.#orphan(userId, threadId);
    const character = weighted(random());
    const asked = { agentName: character.name, userId, threadId };
    const first = await this.#ask(character, asked);
    if (first.state === 'completed' || first.state === 'cancelled' || random() < 0.4) return;
    await this.#ask(character, { ...asked, retryOf: first.executionId });
  }

  async #ask(character: Character, asked: { userId: string; threadId: string; retryOf?: string }) {
    const { name: agentName, limits = {}, act } = character;
    const agent = act(this.#stage);
    const running = this.#tracker.run({ agentName, limits, ...asked }, (execution) => {
      if (character === stubborn) void this.#losePatience(execution.id).catch(passOverClosing);
      return agent(execution);
    });
    const outcome = await running;
    if (this.#stage.random() < ACKNOWLEDGED) await this.#acknowledge(outcome.executionId);
    return outcome;
  }

  async #acknowledge(executionId: string): Promise<void> {
    const { clock, random } = this.#stage;
    await sleep(clock, between(random, 100, 2_000), this.#ended.signal);
    await this.#tracker.acknowledge(executionId, { by: 'client' });
  }

  async #losePatience(executionId: string): Promise<void> {
    await sleep(this.#stage.clock, 8_000, this.#ended.signal);
    await this.#tracker.cancelExecution(executionId, { reason: 'it takes too long' });
  }

  /** One that no worker takes, or one whose worker is not heard of any more. */
  async #orphan(userId: string, threadId: string): Promise<void> {
    const agentName = 'remote worker';
    const id = await this.#tracker.createExecution({ agentName, userId, threadId });
    if (this.#stage.random() < 0.5) await this.#tracker.updateExecutionState(id, 'running');
  }
}

function weighted(chance: number): Character {
  const whole = CHARACTERS.reduce((sum, { weight }) => sum + weight, 0);
  let left = chance * whole;
  return CHARACTERS.find(({ weight }) => (left -= weight) < 0) ?? CHARACTERS[0];
}

/** When the showroom closes, whoever is still under way finds it closed. */
function passOverClosing(error: unknown): void {
  if (!TrackerError.is(error)) throw error;
}
