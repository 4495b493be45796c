import { Command, CommanderError } from 'commander';
import type { CommandIo } from './command-io.js';
import { COMMANDS } from './commands.js';
import { EXIT_MEANING, ExitCode } from './exit-code.js';
import { describeFailure, exitCodeOf } from './failure.js';

/** The program with all its commands; `end` is told how the one that ran has ended. */
export function createProgram(io: CommandIo, end: (code: ExitCode) => void): Command {
  const program = new Command('tracker')
    .description('Serve, list, explain, cancel, audit and look after executions.')
    .version(io.version, '-v, --version', 'the version')
    .helpOption('-h, --help', 'this text')
    .helpCommand('help [command]', 'the same for one command')
    .enablePositionalOptions()
    .addHelpText('after', footer());
  for (const make of COMMANDS) {
    const command = make({ io, end });
    if (command.name() !== 'golden-path') command.helpOption('-h, --help', 'this text');
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) speakThrough(command, io);
  return program;
}

/** Nothing ends the process from within, and what is said goes where the caller wants it. */
function speakThrough(command: Command, { stdout, stderr }: CommandIo): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    getOutHelpWidth: () => stdout.columns ?? 100,
    getErrHelpWidth: () => stderr.columns ?? 100,
    outputError: (text, write) => write(text.replace(/^error: /, 'tracker: ')),
  });
}

function footer(): string {
  const codes = Object.entries(EXIT_MEANING).map(
    ([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`,
  );
  return `\nExit codes:\n${codes.join('\n')}\n`;
}

/** Runs `tracker` with the arguments after its name. Resolves to its exit code; never rejects. */
export async function runTracker(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  let ended: ExitCode = ExitCode.OK;
  const program = createProgram(io, (code) => (ended = code));
  if (argv.length === 0) {
    program.outputHelp({ error: true });
    return ExitCode.USAGE;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return ended;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    io.stderr.write(`tracker: ${describeFailure(error)}\n`);
    return exitCodeOf(error);
  }
}
