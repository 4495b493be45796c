export { runGoldenPath, type GoldenPathOptions } from './golden-path.js';
export type { Round, RoundFindings } from './round.js';
export type { GoldenPathReport } from './report.js';
export type { JourneyResult } from './journey.js';
export { planJourneys, type Journey, type PlanOptions } from './journey-plan.js';
export { dealEveryCell, dealFaults, type FaultMix } from './fault-deal.js';
export { FAULTS, FAULT_KINDS, type FaultDesign, type FaultKind } from './fault-kind.js';
export {
  ALL_FAULTS,
  CELLS,
  MOMENTS,
  judgeFault,
  type Cell,
  type Fault,
  type Impossible,
  type Moment,
} from './fault-matrix.js';
export { SeededRandom } from '@tracker/core/testing';
export type { Launch } from './launch.js';
export type { PartRole } from './part-messages.js';
export type { Pace } from './pace.js';
export type { RemoteModel } from './model-client.js';
export type { Criterion, NoneCriterion, Processes, RateCriterion, Verdict } from './verdict.js';
export { ModelServer, type ModelServerOptions } from './model-server.js';
export { renderHtml } from './render-html.js';
export { renderJunit } from './render-junit.js';
export { renderMatrix } from './render-matrix.js';
export { renderJson, renderTerminal } from './render-terminal.js';
export { ExitCode, runCommand, type CommandIo } from './command.js';
