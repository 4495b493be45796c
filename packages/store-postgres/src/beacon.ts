import type { Logger } from '@tracker/core';
import type { Settings } from './options.js';

export interface BeaconParts {
  readonly url: string;
  readonly settings: Settings;
  readonly now: () => number;
  readonly logger: Logger;
}

export class Beacon {
  constructor(_parts: BeaconParts) {}
  keep(_owner: string): void {}
  leave(_owner: string): void {}
  async close(): Promise<void> {}
}
