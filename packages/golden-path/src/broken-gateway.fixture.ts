import WebSocket from 'ws';
import { playPart } from './part.js';

/** A gateway of the product with a defect put back in, as the environment names it. */
type Defect = (socket: WebSocket, frame: Frame, send: (text: string) => void) => void;

interface Frame {
  type?: string;
  userId?: string;
  answer?: unknown;
}

/** Somebody else's socket. */
let another: WebSocket | undefined;
let left = 1;

const DEFECTS: Readonly<Record<string, Defect>> = {
  swallows_answer: (_, frame, send) => {
    if (frame.type === 'agent_completed' && left-- > 0) return;
    send(JSON.stringify(frame));
  },
  swallows_tool: (_, frame, send) => {
    if (frame.type === 'tool_executing' && left-- > 0) return;
    send(JSON.stringify(frame));
  },
  changes_answer: (_, frame, send) => {
    const changed = frame.type === 'agent_completed' && left-- > 0 ? { answer: 'no idea' } : {};
    send(JSON.stringify({ ...frame, ...changed }));
  },
  repeats: (_, frame, send) => {
    send(JSON.stringify(frame));
    if (frame.type === 'agent_started' && left-- > 0) send(JSON.stringify(frame));
  },
  tells_another: (socket, frame, send) => {
    send(JSON.stringify(frame));
    if (frame.type !== 'agent_thinking' || another === socket) return;
    if (another && left-- > 0) original.call(another, JSON.stringify(frame), {});
    another ??= socket;
  },
};

const original = WebSocket.prototype.send;
const defect = DEFECTS[process.env['GOLDEN_PATH_DEFECT'] ?? ''];

WebSocket.prototype.send = function (this: WebSocket, ...given: unknown[]) {
  const [data, ...rest] = given;
  const write = (text: unknown): void => Reflect.apply(original, this, [text, ...rest]);
  const frame = asFrame(data);
  if (!frame || !defect) return write(data);
  let written = false;
  defect(this, frame, (text) => {
    written = true;
    write(text);
  });
  // whoever waits for the frame to be taken must not notice
  const taken = rest.at(-1);
  if (!written && typeof taken === 'function') taken();
};

function asFrame(data: unknown): Frame | undefined {
  try {
    return JSON.parse(String(data)) as Frame;
  } catch {
    return undefined;
  }
}

playPart();
