// @ts-check
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/**
 * Where all sockets read into, one after another: what comes is counted at once, and memory of its own for each read
 * would cost more than the counting.
 */
const READ_INTO = Buffer.alloc(65_536);

const NOTHING = Buffer.alloc(0);

/**
 * A WebSocket client by hand, that costs as little as one can: it counts frames and does not look into them.
 * @typedef {object} Counting
 * @property {import('node:net').Socket} socket
 * @property {Promise<void>} open
 */

/**
 * @param {URL} url
 * @param {{ first?: string, counted: (frames: number) => void }} events `first` is said once it is open
 * @returns {Counting}
 */
export function countingSocket(url, { first, counted }) {
  const socket = connect({
    port: Number(url.port),
    host: url.hostname,
    noDelay: true,
    onread: {
      buffer: READ_INTO,
      callback(size) {
        read(READ_INTO.subarray(0, size));
        return true;
      },
    },
  });
  socket.write(
    `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  /** The beginning of what has not come whole yet. */
  let rest = NOTHING;
  let isOpen = false;
  /** @type {() => void} */
  let opened = () => undefined;
  /** @type {Promise<void>} */
  const open = new Promise((resolve, reject) => {
    opened = resolve;
    socket.once('error', reject);
  });
  /** @param {Buffer} chunk overwritten by the next one */
  const read = (chunk) => {
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!isOpen) {
      const end = data.indexOf('\r\n\r\n');
      if (end === -1) return void (rest = Buffer.from(data));
      if (!data.subarray(0, 12).toString().endsWith('101')) throw new Error(data.toString());
      data = data.subarray(end + 4);
      isOpen = true;
      if (first) socket.write(masked(first));
      opened();
    }
    const { frames, bytes } = framesIn(data);
    rest = bytes === data.length ? NOTHING : Buffer.from(data.subarray(bytes));
    if (frames > 0) counted(frames);
  };
  return { socket, open };
}

/**
 * How many whole frames there are, and how long they are together. A server masks none.
 * @param {Buffer} data
 */
export function framesIn(data) {
  let frames = 0;
  let bytes = 0;
  while (data.length - bytes >= 2) {
    const short = /** @type {number} */ (data[bytes + 1]);
    const head = short < 126 ? 2 : 4;
    if (short === 127) throw new Error('A frame of this size is not expected.');
    if (data.length - bytes < head) break;
    const length = head + (short < 126 ? short : data.readUInt16BE(bytes + 2));
    if (data.length - bytes < length) break;
    bytes += length;
    frames += 1;
  }
  return { frames, bytes };
}

/**
 * A text frame as a client has to send it; with a mask of zeros, which changes nothing.
 * @param {string} text at most 65 535 bytes
 */
function masked(text) {
  const payload = Buffer.from(text);
  const head = Buffer.from([
    0x81,
    0x80 | 126,
    payload.length >> 8,
    payload.length & 0xff,
    0,
    0,
    0,
    0,
  ]);
  return Buffer.concat([head, payload]);
}
