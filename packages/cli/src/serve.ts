import { AgentExecutionTracker } from '@tracker/core';
import {
  createServer,
  parseSettings,
  queued,
  type Dispatcher,
  type Settings,
  type TrackerServer,
} from '@tracker/server';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { addDashboard } from './add-dashboard.js';
import { aborted, closeAll } from './closing.js';
import type { CommandIo } from './command-io.js';
import { DEMO_AGENT, demoAgent } from './demo-agent.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { Output } from './output.js';
import { processLog } from './process-log.js';
import type { ServeAsked } from './serve-command.js';
import { open } from './site.js';
import { shownAddress, storeAddress } from './store-address.js';
import { verifierOf } from './verifier.js';

/** Where only this machine is heard. */
const LOCAL: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/** Serves until a signal comes, then drains. */
export async function serve(given: ServeAsked, io: CommandIo): Promise<ExitCode> {
  const asked = withTrust(given, io);
  const address = storeAddress(asked, io.env);
  const logger = processLog(io.stderr, asked.logLevel);
  const agents = agentsOf(asked);
  const verifier = verifierFor(asked, io);
  const settings = settingsOf(asked); // all is looked at before a store is made
  const store = await open(address, logger);
  const interrupted = io.interrupts();
  const opened: { close(): Promise<void> }[] = [store];
  try {
    const tracker = new AgentExecutionTracker({
      store,
      logger,
      drainTimeoutMs: asked.drain * 1_000,
    });
    opened.push(tracker);
    const server = await createServer({ tracker, verifier, logger, ...settings, ...agents });
    opened.push(server);
    const hasDashboard = asked.dashboard && (await addDashboard(server, logger));
    const url = await listen(server, asked);
    await announce({ url, address, hasDashboard, asked }, new Output(io, asked));
    logger.info({ address: url, store: shownAddress(address) }, 'ready');
    if (asked.dev && !LOCAL.includes(asked.host)) {
      logger.warn({ host: asked.host }, 'everybody who reaches this address is believed (--dev)');
    }
    await aborted(interrupted);
    logger.info({ signal: String(interrupted.reason) }, 'draining; a second signal exits at once');
  } finally {
    await closeAll(opened);
  }
  logger.info({}, 'drained');
  return ExitCode.OK;
}

/** `--demo` believes everybody, unless a key is given. */
function withTrust(given: ServeAsked, { env }: CommandIo): ServeAsked {
  const keyed = given.jwtSecretFile ?? given.jwtPublicKeyFile ?? env['TRACKER_JWT_SECRET'];
  return given.demo && !keyed ? { ...given, dev: true } : given;
}

function settingsOf(asked: ServeAsked): Settings {
  const { origin: origins, publicMetrics = false } = asked;
  return parseSettings({ origins, publicMetrics, ...hostsOf(asked) });
}

/** Where everybody is believed, a web page must not lead its own name here and speak for them. */
function hostsOf({ dev, host, allowedHost }: ServeAsked): { readonly hosts?: string[] } {
  if (!dev) return allowedHost ? { hosts: allowedHost } : {};
  return { hosts: [host, ...(allowedHost ?? [])] };
}

function verifierFor(asked: ServeAsked, { env }: CommandIo) {
  try {
    return verifierOf(asked, env);
  } catch (error) {
    if (!TrackerError.is(error, TrackerErrorCode.NOT_APPLICABLE)) throw error;
    throw new Failure(ExitCode.USAGE, `${error.message} Give --jwt-secret-file instead of --dev.`);
  }
}

type Agents =
  | { readonly agents: Readonly<Record<string, typeof demoAgent>> }
  | { readonly dispatcher: Dispatcher };

function agentsOf({ demo, agent: [first, ...others] = [] }: ServeAsked): Agents {
  if (demo) return { agents: { [DEMO_AGENT]: demoAgent } };
  if (first !== undefined) return { dispatcher: queued([first, ...others]) };
  throw new Failure(
    ExitCode.USAGE,
    'Nobody would answer. Give --agent NAME for workers ("tracker work --agent NAME"), or --demo.',
  );
}

async function listen(server: TrackerServer, { port, host }: ServeAsked): Promise<string> {
  try {
    return await server.listen({ port, host });
  } catch (cause) {
    const { code } = cause as { code?: string };
    const advice: Record<string, string> = {
      EADDRINUSE: `Port ${port} is taken; give another with --port, or 0 for a free one.`,
      EACCES: `Port ${port} may not be used by this user; give one above 1023 with --port.`,
      EADDRNOTAVAIL: `This machine has no address ${host}; give another with --host.`,
    };
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(ExitCode.UNMET, advice[code ?? ''] ?? said, { cause });
  }
}

interface Ready {
  readonly url: string;
  readonly address: string;
  readonly hasDashboard: boolean;
  readonly asked: ServeAsked;
}

async function announce(
  { url, address, hasDashboard, asked }: Ready,
  output: Output,
): Promise<void> {
  const dashboard = hasDashboard ? `${url}/dashboard/` : null;
  const store = shownAddress(address);
  if (output.json) return output.jsonLine({ event: 'ready', url, dashboard, store });
  await output.lines([
    `${output.ink.good('Ready')} at ${output.ink.strong(url)} over ${store}`,
    dashboard === null
      ? asked.dashboard
        ? 'Dashboard: not built; "npx nx build dashboard" does that.'
        : 'Dashboard: none.'
      : `Dashboard: ${dashboard}`,
    ...(asked.demo ? [`Try:       tracker ask --url ${url} "Where is my parcel?"`] : []),
    output.ink.faint('Ctrl-C drains and ends.'),
  ]);
}
