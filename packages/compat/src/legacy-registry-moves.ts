import type { RegistryState } from './legacy-registry-states.js';

/** What may follow what in the registry. Every state may be said again; an ended run goes on as another attempt. */
export const REGISTRY_MOVES: Readonly<Record<RegistryState, readonly RegistryState[]>> =
  Object.freeze({
    PENDING: ['PENDING', 'INITIALIZING', 'ABORTED'],
    INITIALIZING: ['INITIALIZING', 'RUNNING', 'FAILED', 'ABORTED'],
    RUNNING: ['RUNNING', 'SUCCESS', 'FAILED', 'TIMEOUT', 'RECOVERING'],
    FAILED: ['FAILED', 'ABORTED', 'RECOVERING'],
    TIMEOUT: ['TIMEOUT', 'ABORTED', 'RECOVERING'],
    RECOVERING: ['RECOVERING', 'RUNNING', 'SUCCESS', 'ABORTED'],
    SUCCESS: ['SUCCESS'],
    ABORTED: ['ABORTED'],
  });
