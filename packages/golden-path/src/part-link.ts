import type { FaultNote } from './fault-note.js';
import type { FromPart, ToPart } from './part-messages.js';

/** Whether a run's fault strikes now; each strikes once, however often its moment comes. */
export type AskDirector = (runId: string, fault: FaultNote) => Promise<boolean>;

/** A process's end of the line to its director. When the line breaks the process ends: nobody is left to end it. */
export class PartLink {
  readonly #waiting = new Map<number, (strike: boolean) => void>();
  #asked = 0;

  /** Calls back for what is no answer, and once before the process ends because the line is broken. */
  constructor(
    onMessage: (message: Exclude<ToPart, { type: 'ruling' }>) => void,
    onBroken: () => void,
  ) {
    process.once('disconnect', () => {
      onBroken();
      process.exit(1);
    });
    process.on('message', (message: ToPart) => {
      if (message.type !== 'ruling') return onMessage(message);
      this.#waiting.get(message.ask)?.(message.strike);
      this.#waiting.delete(message.ask);
    });
  }

  readonly ask: AskDirector = (runId, fault) => {
    const ask = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(ask, resolve);
      this.say({ type: 'ask', ask, runId, fault });
    });
  };

  say(message: FromPart): void {
    process.send?.(message);
  }
}
