import type { Fault } from './fault-matrix.js';
import type { RemoteModel } from './model-client.js';
import type { Pace } from './pace.js';

/** What every process of the play is told first. */
interface CommonSetup {
  /** Names the process in leases and in the report. */
  readonly name: string;
  /** The store's address. */
  readonly store: string;
}

export interface GatewaySetup extends CommonSetup {
  readonly role: 'gateway';
  readonly pace: Pace;
  /** With which the tokens of users are signed. */
  readonly secret: string;
}

export interface WorkerSetup extends CommonSetup {
  readonly role: 'worker';
  readonly pace: Pace;
  readonly model: RemoteModel;
  /** Whether the model takes stage directions. */
  readonly scripted: boolean;
  readonly concurrency: number;
}

/** The scripted model, and the hand that troubles the store from outside. */
export interface BackstageSetup extends CommonSetup {
  readonly role: 'backstage';
  readonly apiKey: string;
  /** A folder to be removed should the director not live to do so. */
  readonly folder: string | undefined;
}

export type PartSetup = GatewaySetup | WorkerSetup | BackstageSetup;
export type PartRole = PartSetup['role'];

/** What the director says to a process. */
export type ToPart =
  | { readonly type: 'setup'; readonly setup: PartSetup }
  /** Whether the fault that was asked about is to strike now. */
  | { readonly type: 'ruling'; readonly ask: number; readonly strike: boolean }
  | { readonly type: 'block_store' }
  | { readonly type: 'close' };

/** What a process says to the director. */
export type FromPart =
  | { readonly type: 'ready'; readonly url: string }
  /** The moment of a run's fault has come: is this the first time? A process that is to die does so instead of an answer. */
  | {
      readonly type: 'ask';
      readonly ask: number;
      readonly runId: string;
      readonly fault: Fault;
    }
  | { readonly type: 'failed'; readonly message: string };
