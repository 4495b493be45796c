import { Births } from './births.js';
import { Changes } from './changes.js';
import { Dependencies } from './dependencies.js';
import { parseInput } from './door.js';
import { Guard } from './guard.js';
import { newIdentity } from './identifiers.js';
import { LiveTable } from './live-table.js';
import { Lookout } from './lookout.js';
import { MemoryStore } from './memory-store.js';
import { OperationClock } from './operation-clock.js';
import { Pulse } from './pulse.js';
import { SILENT_LOGGER, safeLogger } from './logger.js';
import { Runner } from './runner.js';
import { safeRandom } from './safe-random.js';
import { Sweeper } from './sweeper.js';
import { SystemClock } from './system-clock.js';
import { trackerSettingsSchema, type TrackerOptions } from './tracker-options.js';
import { Truth } from './truth.js';
import { defaultUserMessage, safeUserMessage } from './user-message.js';
import { Vigil } from './vigil.js';
import { Writer } from './writer.js';

/** Builds the parts of a tracker and connects them; one-way: nobody here knows the tracker. */
export function assemble(options: TrackerOptions) {
  const settings = parseInput(trackerSettingsSchema, options, 'new AgentExecutionTracker');
  const clock = options.clock ?? new SystemClock();
  const store = options.store ?? new MemoryStore({ clock });
  const logger = safeLogger(options.logger ?? SILENT_LOGGER);
  const userMessage = safeUserMessage(options.userMessage ?? defaultUserMessage, logger);
  const random = safeRandom(options.random ?? Math.random);
  const who = newIdentity(settings.name, random);
  const now = (): number => store.now();
  const live = new LiveTable(settings.maxLive);
  const vigil = new Vigil(now());
  const operations = new OperationClock();
  const lookout = new Lookout({ store, vigil, name: who.name, userMessage });
  const { owner } = who;
  const writer = new Writer({ store, clock, live, vigil, lookout, owner, random, logger });
  const truth = new Truth({ store, lookout, writer });
  const dependencies = new Dependencies(settings.breaker, (snapshot) => {
    store.saveBreaker(snapshot).catch((error: unknown) => {
      logger.warn({ err: error, dependency: snapshot.dependency }, 'a breaker could not be saved');
    });
  });
  const guard = new Guard({ clock, now, operations, random });
  const { sweepIntervalMs: intervalMs, leaseIntervalMs, drainTimeoutMs } = settings;
  const pulse = new Pulse({ clock, now, vigil, operations, logger, leaseIntervalMs });
  return {
    owner,
    clock,
    store,
    ownsStore: options.store === undefined,
    drainTimeoutMs,
    userMessage,
    random,
    logger,
    live,
    vigil,
    lookout,
    writer,
    truth,
    dependencies,
    births: new Births(truth, settings.agents),
    changes: new Changes(clock),
    runner: new Runner({
      clock,
      table: live,
      owner,
      userMessage,
      logger,
      writer,
      guard,
      quicken: (limits) => pulse.quicken(limits),
      sleptSince: vigil.sleptSince,
      now,
      random,
      dependencies,
    }),
    pulse,
    sweeper: new Sweeper({ store, clock, writer, logger, intervalMs }),
  };
}

/** The parts of a tracker. */
export type TrackerParts = ReturnType<typeof assemble>;
