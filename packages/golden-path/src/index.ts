export { runGoldenPath, type GoldenPathOptions } from './golden-path.js';
export type { GoldenPathRun } from './conclude.js';
export type { GoldenPathReport } from './report.js';
export { planJourneys, type Journey, type PlanOptions } from './journey-plan.js';
export { faultCounts, type FaultCounts, type FaultMix } from './fault-counts.js';
export { FAULTS, FAULT_KINDS, type FaultDesign, type FaultKind } from './fault-kind.js';
export { lowerBound, upperBound } from '@tracker/audit/confidence';
export {
  judgeRun,
  type Criterion,
  type Findings,
  type NoneCriterion,
  type RateCriterion,
  type Verdict,
} from './verdict.js';
export { Gateway, type GatewayOptions } from './gateway.js';
export type { Inbox, WorkOrder } from './inbox.js';
export { ChatClient, type ChatClientOptions, type Received } from './chat-client.js';
export { AgentFrameType, agentFrameSchema, type AgentFrame } from './agent-frames.js';
export { clientFrameSchema, type ClientFrame } from './client-frames.js';
export { controlFrameSchema, type ControlFrame } from './control-frames.js';
export { ModelServer, type ModelServerOptions } from './model-server.js';
export { renderHtml } from './render-html.js';
export { renderJson, renderTerminal } from './render-terminal.js';
export { ExitCode, runCommand, type CommandIo } from './command.js';
