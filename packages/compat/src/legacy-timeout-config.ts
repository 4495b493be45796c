/** The limits and the breaker of an execution, as older code spells them: seconds and counts. */
export interface TimeoutConfig {
  readonly agentExecutionTimeout: number;
  readonly llmApiTimeout: number;
  readonly failureThreshold: number;
  readonly recoveryTimeout: number;
  readonly successThreshold: number;
  readonly maxRetries: number;
  readonly retryBaseDelay: number;
  readonly retryMaxDelay: number;
  readonly retryExponentialBase: number;
}

/** What is taken where a configuration says nothing; seconds. */
export const TIMEOUT_CONFIG_DEFAULTS: TimeoutConfig = Object.freeze({
  agentExecutionTimeout: 25,
  llmApiTimeout: 15,
  failureThreshold: 3,
  recoveryTimeout: 30,
  successThreshold: 2,
  maxRetries: 2,
  retryBaseDelay: 1,
  retryMaxDelay: 5,
  retryExponentialBase: 2,
});

/** A whole configuration, frozen. */
export function timeoutConfig(given: Partial<TimeoutConfig> = {}): TimeoutConfig {
  return Object.freeze({ ...TIMEOUT_CONFIG_DEFAULTS, ...given });
}
