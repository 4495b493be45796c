import type { AgentFrame } from './agent-frames.js';
import { CloseCode } from './close-code.js';
import {
  FACTS,
  frameOf,
  type FaultyBehaviour,
  type FaultyConnection,
} from './faulty-server.fixture.js';

/** Frames of several executions, shuffled into each other as a real feed has them. */
export function aFeed(executions: number, random: () => number): readonly AgentFrame[] {
  const seqs = Array.from({ length: executions }, () => 0);
  const feed: AgentFrame[] = [];
  for (let cursor = 1; feed.length < executions * FACTS; cursor += 1 + Math.floor(random() * 3)) {
    const open = seqs.flatMap((seq, index) => (seq < FACTS ? [index] : []));
    const index = open[Math.floor(random() * open.length)] ?? 0;
    const seq = (seqs[index] = (seqs[index] ?? 0) + 1);
    feed.push(frameOf(`e-${index}`, seq, cursor));
  }
  return feed;
}

/** What goes wrong with a frame on its way. */
const FAULTS = [
  'double',
  'drop',
  'swap',
  'old',
  'garbage',
  'binary',
  'cut',
  'break',
  'restart',
] as const;

const GARBAGE = [
  '{"type":',
  'null',
  '[]',
  '{"type":"agent_thinking","seq":2}',
  '{"type":"agent_thinking","seq":"2","cursor":"9","executionId":"e-0"}',
  '{"type":"agent_completed","seq":5,"cursor":1e300,"executionId":"e-0"}',
  '{"type":"accepted"}',
  '{"type":"welcome"}',
  '{"type":"constructor"}',
  '{"type":"refused"}',
  '{"type":"of_tomorrow","cursor":999999,"seq":1,"executionId":"e-0"}',
];

/** Serves a feed from any cursor on, and does wrong until so many faults have been done. */
export function faultyFeed(
  feed: readonly AgentFrame[],
  random: () => number,
  faults: number,
): FaultyBehaviour {
  let left = faults;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return {
    greeted(connection, { after = 0 }) {
      connection.welcome(after);
      const frames = feed.filter(({ cursor }) => cursor > after);
      for (let index = 0; index < frames.length; index++) {
        const isFaulty = left > 0 && random() < 0.2;
        if (isFaulty) left -= 1;
        const fault = isFaulty ? pick(FAULTS) : 'none';
        if (!send(connection, { frames, index, fault, garbage: pick(GARBAGE) })) return;
        if (fault === 'swap') index += 1;
      }
    },
  };
}

interface Sending {
  readonly frames: readonly AgentFrame[];
  readonly index: number;
  readonly fault: (typeof FAULTS)[number] | 'none';
  readonly garbage: string;
}

/** Sends one frame, rightly or wrongly. Returns whether the connection is still there. */
function send(connection: FaultyConnection, { frames, index, fault, garbage }: Sending): boolean {
  const frame = frames[index] as AgentFrame;
  const next = frames[index + 1];
  switch (fault) {
    case 'drop': // nobody can miss what comes before the first fact they hear of, or after the last
      if (frame.seq === 1 || frame.seq === FACTS) connection.say(frame);
      return true;
    case 'swap': {
      const mayNotTurn = !next || (next.executionId === frame.executionId && frame.seq === 1);
      for (const one of mayNotTurn ? [frame, next] : [next, frame]) if (one) connection.say(one);
      return true;
    }
    case 'cut':
      connection.breakWithin(frame);
      return false;
    case 'break':
      connection.socket.terminate();
      return false;
    case 'restart':
      connection.socket.close(CloseCode.RESTART, 'restarting');
      return false;
    default:
      if (fault === 'garbage') connection.say(garbage);
      if (fault === 'binary') connection.socket.send(Buffer.from(JSON.stringify(frame)));
      if (fault === 'old') connection.say(frames[0] as AgentFrame);
      connection.say(frame);
      if (fault === 'double') connection.say(frame);
      return true;
  }
}
