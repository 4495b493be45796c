import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { COLOURED, PLAIN } from '@tracker/audit';
import { SystemClock, type Clock } from '@tracker/core';
import { parseArguments, type Arguments } from './arguments.js';
import { DEFAULT_REMOTE_MODEL } from './defaults.js';
import { runGoldenPath } from './golden-path.js';
import { HELP } from './help.js';
import { listenForInterrupt } from './interrupt.js';
import type { Launch } from './launch.js';
import type { RemoteModel } from './model-client.js';
import { ProgressLine, type TextOutput } from './progress-line.js';
import { renderHtml } from './render-html.js';
import { renderJunit } from './render-junit.js';
import { renderMatrix } from './render-matrix.js';
import { renderJson, renderTerminal } from './render-terminal.js';
import type { GoldenPathReport } from './report.js';
import type { RoundFindings } from './round.js';
import { programme } from './rounds.js';
import { soakLine } from './soak-line.js';
import { UsageError } from './usage-error.js';
import { onTerminal } from './words.js';

/** What scripts can go by. */
export const ExitCode = Object.freeze({ MET: 0, NOT_MET: 1, UNUSABLE: 2, INTERRUPTED: 130 });
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The parts of a process that the command uses. */
export interface CommandIo {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `--version` says. */
  readonly version: string;
  /** Interrupts the run. Default: SIGINT and SIGTERM do. */
  readonly signal?: AbortSignal;
  /** How the processes are started. Default: as they are published. */
  readonly launch?: Launch;
}

/** The model that the environment names; a key alone asks nobody, for asking costs money. */
function remoteModel(env: CommandIo['env']): RemoteModel | undefined {
  const baseUrl = env['OPENAI_BASE_URL'];
  if (!baseUrl) return undefined;
  if (!URL.canParse(baseUrl)) {
    throw new UsageError(`OPENAI_BASE_URL is ${JSON.stringify(baseUrl)}; it must be an address.`);
  }
  const { protocol } = new URL(baseUrl);
  if (protocol !== 'http:' && protocol !== 'https:') {
    // no more of it is shown: there may be a password in it
    throw new UsageError(
      `OPENAI_BASE_URL begins with ${JSON.stringify(protocol)}; it must be http: or https:.`,
    );
  }
  const model = env['OPENAI_MODEL'] || DEFAULT_REMOTE_MODEL;
  return { baseUrl, apiKey: env['OPENAI_API_KEY'] ?? '', model };
}

interface Playing {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

async function play(
  asked: Arguments,
  { env, stderr, launch }: CommandIo,
  { clock, signal }: Playing,
): Promise<GoldenPathReport> {
  const remote = remoteModel(env);
  const { seed, store, soakMs, evidence } = asked;
  const { userIds, rounds, journeys } = programme(asked, remote === undefined, clock);
  const progress = new ProgressLine(stderr, clock, journeys);
  if (evidence !== undefined) write(evidence, '');
  const onRound = (findings: RoundFindings, report: GoldenPathReport): void => {
    if (evidence !== undefined) appendFileSync(evidence, jsonLines(findings.evidence));
    if (soakMs !== undefined) progress.interrupt(soakLine(report));
  };
  const onResult = progress.add.bind(progress);
  const options = { seed, rounds, userIds, store, remote, launch, clock, signal };
  try {
    return await runGoldenPath({ ...options, onResult, onRound });
  } finally {
    progress.end();
  }
}

function jsonLines(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

function show(report: GoldenPathReport, asked: Arguments, io: CommandIo): void {
  const { stdout, stderr, env } = io;
  const coloured = stdout.isTTY === true && !env['NO_COLOR'];
  const text = () => renderTerminal(report, coloured ? COLOURED : PLAIN);
  stdout.write(asked.json ? renderJson(report) : text());
  if (asked.junit !== undefined) write(asked.junit, renderJunit(report));
  if (asked.html === undefined) return;
  write(asked.html, renderHtml(report));
  stderr.write(`The report with pictures: ${pathToFileURL(resolve(asked.html)).href}\n`);
}

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const asked = parseArguments(argv);
  if (asked.help || asked.version || asked.matrix) {
    io.stdout.write(asked.help ? HELP : asked.version ? `${io.version}\n` : renderMatrix());
    return ExitCode.MET;
  }
  const interrupt = listenForInterrupt(io.signal);
  try {
    const report = await play(asked, io, { clock: new SystemClock(), signal: interrupt.signal });
    show(report, asked, io);
    return report.verdict.met ? ExitCode.MET : ExitCode.NOT_MET;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    io.stderr.write('tracker-golden-path: interrupted; nothing is concluded.\n');
    return ExitCode.INTERRUPTED;
  } finally {
    interrupt.dispose();
  }
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
