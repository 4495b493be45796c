import { openBackstage } from './backstage-part.js';
import { openGateway } from './gateway-part.js';
import { PartLink, type AskDirector } from './part-link.js';
import type { PartSetup } from './part-messages.js';
import { openWorker } from './worker-part.js';

/** A process at work. */
export interface Part {
  /** Where it can be reached; empty for one that can't. */
  readonly url: string;
  /** Troubles the store; only backstage does. */
  blockStore?(): void;
  /** Tidies up after a director who can't any more; only backstage does. */
  inherit?(): void;
  close(): Promise<void>;
}

/** Opens what a setup describes. */
export function openPart(setup: PartSetup, ask: AskDirector): Promise<Part> {
  switch (setup.role) {
    case 'gateway':
      return openGateway(setup, ask);
    case 'worker':
      return openWorker(setup, ask);
    case 'backstage':
      return openBackstage(setup);
  }
}

/** The whole life of a process of the play: it is told what to be, is it until it is told to close, and ends. */
export function playPart(open: typeof openPart = openPart): void {
  // an interrupt at the terminal reaches everybody; the director decides what it means
  process.on('SIGINT', () => undefined);
  let part: Part | undefined;
  const fail = (error: unknown): void => {
    link.say({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  };
  const onBroken = (): void => part?.inherit?.();
  const link = new PartLink((message) => {
    switch (message.type) {
      case 'setup':
        open(message.setup, link.ask).then((opened) => {
          part = opened;
          link.say({ type: 'ready', url: opened.url });
        }, fail);
        return;
      case 'block_store':
        part?.blockStore?.();
        return;
      case 'close':
        void (part?.close() ?? Promise.resolve()).finally(() => process.exit(0));
    }
  }, onBroken);
}
