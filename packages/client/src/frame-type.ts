/** What an agent does, as users see it; one frame for each fact up to the end of an execution. */
export const AgentFrameType = Object.freeze({
  STARTED: 'agent_started',
  THINKING: 'agent_thinking',
  TOOL_EXECUTING: 'tool_executing',
  TOOL_COMPLETED: 'tool_completed',
  COMPLETED: 'agent_completed',
  ERROR: 'agent_error',
});
export type AgentFrameType = (typeof AgentFrameType)[keyof typeof AgentFrameType];

/** What the server says for itself. */
export const ControlFrameType = Object.freeze({
  WELCOME: 'welcome',
  ACCEPTED: 'accepted',
  ACKNOWLEDGED: 'acknowledged',
  CANCELLING: 'cancelling',
  SHOWN: 'shown',
  REFUSED: 'refused',
  PONG: 'pong',
});
export type ControlFrameType = (typeof ControlFrameType)[keyof typeof ControlFrameType];

/** What a client says. */
export const ClientFrameType = Object.freeze({
  AUTHENTICATE: 'authenticate',
  MESSAGE: 'message',
  ACKNOWLEDGE: 'acknowledge',
  CANCEL: 'cancel',
  SHOW: 'show',
  PING: 'ping',
});
export type ClientFrameType = (typeof ClientFrameType)[keyof typeof ClientFrameType];

/** Raised when a frame changes its meaning; new frames and new fields do not raise it. */
export const PROTOCOL_VERSION = 1;

/** The path of the socket on the server. */
export const SOCKET_PATH = '/v1/socket';
