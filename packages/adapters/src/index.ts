export { adaptedAgent, type Adapter } from './adapted-agent.js';
export { blame, type FaultsByName } from './blame.js';
export { callModel, type ModelCall } from './model-call.js';
export { openStream, type StreamCall } from './model-stream.js';
export { Reporter } from './reporter.js';
