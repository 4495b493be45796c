export {
  AgentFrameType,
  ClientFrameType,
  ControlFrameType,
  PROTOCOL_VERSION,
  SOCKET_PATH,
} from './frame-type.js';
export { CLOSE_MEANING, CloseCode, mayComeBack } from './close-code.js';
export { agentFrameSchema, type AgentFrame, type OutcomeFrame } from './agent-frames.js';
export {
  MAX_TEXT,
  authenticateSchema,
  clientFrameSchema,
  idSchema,
  messageSchema,
  type ClientFrame,
  type Message,
} from './client-frames.js';
export { ROLES, controlFrameSchema, type ControlFrame, type Role } from './control-frames.js';
