// @ts-check
import { TestServer } from './test-server.js';

// A server for as long as somebody listens: prints its URL as a line, and stops when its standard input ends.
const server = await TestServer.start();
console.log(server.url());
process.stdin.resume();
for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => void stop());
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, () => void stop());

async function stop() {
  await server.stop();
  process.exit();
}
