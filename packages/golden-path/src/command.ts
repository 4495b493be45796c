import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { COLOURED, PLAIN } from '@tracker/audit';
import { SystemClock } from '@tracker/core';
import { UsageError, parseArguments, type Arguments } from './arguments.js';
import type { GoldenPathRun } from './conclude.js';
import { DEFAULT_REMOTE_MODEL } from './defaults.js';
import { faultCounts } from './fault-counts.js';
import { FAULTS } from './fault-kind.js';
import { runGoldenPath } from './golden-path.js';
import { HELP } from './help.js';
import { planJourneys } from './journey-plan.js';
import { ProgressLine, type TextOutput } from './progress-line.js';
import { renderHtml } from './render-html.js';
import { renderJson, renderTerminal } from './render-terminal.js';
import { onTerminal } from './words.js';
import type { RemoteModel } from './world.js';

/** What scripts can go by. */
export const ExitCode = Object.freeze({ MET: 0, NOT_MET: 1, UNUSABLE: 2 });
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The parts of a process that the command uses. */
export interface CommandIo {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `--version` says. */
  readonly version: string;
}

/** The model that the environment names; a key alone asks nobody, for asking costs money. */
function remoteModel(env: CommandIo['env']): RemoteModel | undefined {
  const baseUrl = env['OPENAI_BASE_URL'];
  if (!baseUrl) return undefined;
  if (!URL.canParse(baseUrl)) {
    throw new UsageError(`OPENAI_BASE_URL is ${JSON.stringify(baseUrl)}; it must be an address.`);
  }
  const model = env['OPENAI_MODEL'] || DEFAULT_REMOTE_MODEL;
  return { baseUrl, apiKey: env['OPENAI_API_KEY'] ?? '', model };
}

async function play(asked: Arguments, { env, stderr }: CommandIo): Promise<GoldenPathRun> {
  const { journeys, users, seed, faults: share } = asked;
  const remote = remoteModel(env);
  const kinds = asked.only.filter((kind) => !remote || FAULTS[kind].place !== 'model');
  const faults = faultCounts({ journeys, share, kinds });
  const plan = planJourneys({ seed, journeys, users: Math.min(users, journeys), faults });
  const clock = new SystemClock();
  const progress = new ProgressLine(stderr, clock, journeys);
  try {
    const onResult = progress.add.bind(progress);
    return await runGoldenPath({ seed, plan, remote, clock, onResult });
  } finally {
    progress.end();
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

function show({ report, evidence }: GoldenPathRun, asked: Arguments, io: CommandIo): void {
  const { stdout, stderr, env } = io;
  const coloured = stdout.isTTY === true && !env['NO_COLOR'];
  const text = () => renderTerminal(report, coloured ? COLOURED : PLAIN);
  stdout.write(asked.json ? renderJson(report) : text());
  if (asked.evidence !== undefined) {
    write(asked.evidence, evidence.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  if (asked.report === undefined) return;
  write(asked.report, renderHtml(report));
  stderr.write(`The report with pictures: ${pathToFileURL(resolve(asked.report)).href}\n`);
}

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const asked = parseArguments(argv);
  if (asked.help || asked.version) {
    io.stdout.write(asked.help ? HELP : `${io.version}\n`);
    return ExitCode.MET;
  }
  const played = await play(asked, io);
  show(played, asked, io);
  return played.report.verdict.met ? ExitCode.MET : ExitCode.NOT_MET;
}

/** Runs `tracker-golden-path` with the arguments after its name. Resolves to its exit code; never rejects. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await run(argv, io);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const hint = error instanceof UsageError ? ' Try tracker-golden-path --help.' : '';
    io.stderr.write(`tracker-golden-path: ${onTerminal(reason.replaceAll('\n', ' '))}${hint}\n`);
    return ExitCode.UNUSABLE;
  }
}
