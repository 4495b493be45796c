import { printable, printableJson } from '@tracker/audit';
import { TrackerClient, type Answer, type ClientStatus } from '@tracker/client';
import { Option, type Command } from 'commander';
import {
  commandNamed,
  doing,
  formOptions,
  withOptions,
  type CommandContext,
} from './command-context.js';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { interruptCode } from './interrupt-code.js';
import { Output, type FormAsked } from './output.js';

interface AskAsked extends FormAsked {
  readonly url?: string;
  readonly token?: string;
  readonly agent?: string;
  readonly thread?: string;
}

const DEFAULT_URL = 'http://127.0.0.1:8080';

/** What `tracker serve --dev` believes. */
const DEFAULT_TOKEN = 'dev-user-me';

/** Characters of an answer that are shown on a terminal. */
const SHOWN = 20_000;

/** `tracker ask`: one message, as a user sends it. */
export function askCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('ask', 'Send an agent a message as a user, and acknowledge its answer', [
      'tracker ask "Where is my parcel?"',
      'TRACKER_TOKEN=dev-user-ada tracker ask --agent triage --thread inbox "Is it urgent?"',
    ]).argument('<message>', 'what to ask'),
    new Option(
      '--url <address>',
      `where the gateway is; also TRACKER_URL (default: ${DEFAULT_URL})`,
    ),
    new Option(
      '--token <token>',
      `who asks; better TRACKER_TOKEN, which no list of processes shows (default: ${DEFAULT_TOKEN})`,
    ),
    new Option('--agent <name>', 'which agent (default: the first that the gateway has)'),
    new Option('--thread <id>', 'in which thread (default: a new one)'),
    ...formOptions(),
  );
  return doing<AskAsked>(command, context, (asked, [text = '']) => ask(asked, text, context.io));
}

async function ask(asked: AskAsked, text: string, io: CommandIo): Promise<ExitCode> {
  const { agent, thread } = asked;
  const url = asked.url ?? (io.env['TRACKER_URL'] || DEFAULT_URL);
  const token = asked.token ?? (io.env['TRACKER_TOKEN'] || DEFAULT_TOKEN);
  const interrupted = io.interrupts();
  const question = {
    text,
    ...(agent !== undefined && { agentName: agent }),
    ...(thread !== undefined && { threadId: thread }),
  };
  const line = new FirstTry(url);
  const client = new TrackerClient({ url, token, onStatus: (status) => line.hear(status) });
  interrupted.addEventListener('abort', () => client.close());
  try {
    const asking = client.ask(question, { acknowledge: false });
    const answer = await Promise.race([asking, line.failure]);
    await tell(answer, new Output(io, asked));
    await client.acknowledge(answer.executionId);
    return answer.state === 'completed' ? ExitCode.OK : ExitCode.UNMET;
  } catch (error) {
    if (interrupted.aborted) return interruptCode(interrupted);
    throw error;
  } finally {
    client.close();
  }
}

/** A client comes back for ever; whoever asks once wants to hear when nobody is there at all. */
class FirstTry {
  readonly failure: Promise<never>;
  #fail: (reason: Failure) => void = () => undefined;
  #there = false;

  constructor(readonly url: string) {
    this.failure = new Promise((_, reject) => (this.#fail = reject));
    this.failure.catch(() => undefined);
  }

  hear(status: ClientStatus): void {
    this.#there ||= status === 'connected';
    if (this.#there || status !== 'waiting') return;
    const advice = 'is "tracker serve" running there?';
    this.#fail(new Failure(ExitCode.UNMET, `Nobody answers at ${this.url}; ${advice}`));
  }
}

async function tell(answer: Answer, output: Output): Promise<void> {
  if (output.json) return output.document(answer);
  await output.lines([
    said(answer),
    output.ink.faint(`${answer.state} · tracker show ${printable(answer.executionId)}`),
  ]);
}

/** The lines of an answer stay lines; nothing else in it moves a cursor. */
function said(answer: Answer): string {
  if (answer.state !== 'completed') return printable(answer.message, SHOWN);
  if (answer.deliveredBy !== undefined) return `Delivered by ${printable(answer.deliveredBy)}.`;
  const text = typeof answer.answer === 'string' ? answer.answer : printableJson(answer.answer);
  return text
    .slice(0, SHOWN)
    .split('\n')
    .map((line) => printable(line, SHOWN))
    .join('\n');
}
