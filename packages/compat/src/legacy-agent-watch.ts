import { ExecutionState } from '@tracker/state';
import { LegacyAgentReads } from './legacy-agent-reads.js';
import type { AgentRecord } from './legacy-agent-record.js';
import { Callbacks } from './legacy-callbacks.js';
import { Endings } from './legacy-endings.js';

/** What the nine-state tracker tells of executions that the clocks have ended. */
export class LegacyAgentWatch extends LegacyAgentReads {
  readonly #onDeath = new Callbacks<AgentRecord>();
  readonly #onTimeout = new Callbacks<AgentRecord>();
  #endings: Endings | undefined;

  /** Executions that the clocks have ended since this was asked last. Listens from the first call on. */
  async detectDeadExecutions(): Promise<readonly AgentRecord[]> {
    this.startMonitoring();
    await this.callerLimits.settle();
    const found: AgentRecord[] = [];
    for (const id of this.#endings?.take() ?? []) {
      const record = await this.getExecution(id);
      if (record) found.push(record);
    }
    return found;
  }

  /** Calls back with each execution that has died of silence. Returns what ends that. */
  registerDeathCallback(callback: (record: AgentRecord) => unknown): () => void {
    return this.#onDeath.add(callback);
  }

  /** Calls back with each execution whose time ran out. Returns what ends that. */
  registerTimeoutCallback(callback: (record: AgentRecord) => unknown): () => void {
    return this.#onTimeout.add(callback);
  }

  /** Calls back from now on. The clocks themselves are the tracker's and always run. */
  startMonitoring(): void {
    this.#endings ??= new Endings(
      () => this.tracker,
      [ExecutionState.TIMEOUT, ExecutionState.DEAD],
    );
    this.#endings.listen(async (id, state) => {
      const record = await this.getExecution(id);
      const callbacks = state === ExecutionState.DEAD ? this.#onDeath : this.#onTimeout;
      if (record) await callbacks.call(record);
    });
  }

  /** Calls nobody back any more. */
  stopMonitoring(): void {
    this.#endings?.stop();
  }
}
