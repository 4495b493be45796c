import { deprecateModule } from './deprecate.js';

deprecateModule('TRACKER_DEP008');

export {
  LegacyOrchestrator as ExecutionTracker,
  type AgentExecutionResult,
} from './legacy-orchestrator.js';
