import { AgentExecutionTracker } from '@tracker/core';
import { agentOf } from './agent-module.js';
import { aborted, closeAll } from './closing.js';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Output } from './output.js';
import { processLog } from './process-log.js';
import { open } from './site.js';
import { shownAddress, storeAddress } from './store-address.js';
import type { WorkAsked } from './work-command.js';

/** Works until a signal comes; what is under way then has the drain time to end, and is cancelled after it. */
export async function work(asked: WorkAsked, io: CommandIo): Promise<ExitCode> {
  const { agent: agentName, concurrency, drain } = asked;
  const agent = await agentOf(asked.module, asked.export);
  const address = storeAddress(asked, io.env);
  const logger = processLog(io.stderr, asked.logLevel);
  const store = await open(address, logger);
  const interrupted = io.interrupts();
  const opened: { close(): Promise<void> }[] = [store];
  try {
    const tracker = new AgentExecutionTracker({ store, logger, drainTimeoutMs: drain * 1_000 });
    opened.push(tracker);
    const working = tracker.work({ agentName, concurrency }, agent);
    await announce(agentName, shownAddress(address), new Output(io, asked));
    logger.info({ agentName, concurrency, store: shownAddress(address) }, 'ready');
    await Promise.race([aborted(interrupted), working]);
    logger.info({ signal: String(interrupted.reason) }, 'draining; a second signal exits at once');
    await tracker.close();
    await working;
  } finally {
    await closeAll(opened);
  }
  logger.info({}, 'drained');
  return ExitCode.OK;
}

async function announce(agentName: string, store: string, output: Output): Promise<void> {
  if (output.json) return output.jsonLine({ event: 'ready', agentName, store });
  await output.lines([
    `${output.ink.good('Working')} for ${JSON.stringify(agentName)} on ${store}`,
    output.ink.faint('Ctrl-C drains and ends.'),
  ]);
}
