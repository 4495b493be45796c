import { z } from 'zod';
import { agentFrameSchema } from './agent-frames.js';
import { clientFrameSchema } from './client-frames.js';
import { CLOSE_MEANING } from './close-code.js';
import { controlFrameSchema } from './control-frames.js';
import { PROTOCOL_VERSION, SOCKET_PATH } from './frame-type.js';

type Frame = z.ZodObject<{ type: z.ZodLiteral<string> }>;
type Row = readonly string[];

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** What JSON Schema says of a field, in a word or two. */
function kindOf(field: z.ZodType): string {
  const schema = z.toJSONSchema(field, { unrepresentable: 'any', io: 'input' });
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) {
    const words = schema.enum.map((word) => `\`${String(word)}\``);
    return words.length <= 4 ? words.join(', ') : `one of ${words.length} words`;
  }
  return typeof schema.type === 'string' ? schema.type : 'JSON';
}

function fieldRows(frame: Frame, known: ReadonlySet<string>): readonly Row[] {
  return Object.entries<z.ZodType>(frame.shape)
    .filter(([name]) => name !== 'type' && !known.has(name))
    .map(([name, field]) => {
      const optional = field.safeParse(undefined).success ? ', optional' : '';
      return [`\`${name}\``, `${kindOf(field)}${optional}`, field.meta()?.description ?? ''];
    });
}

function section(frame: Frame, known: ReadonlySet<string> = new Set()): readonly string[] {
  const rows = fieldRows(frame, known);
  const fields = rows.length === 0 ? [] : [table(['field', 'kind', 'meaning'], rows)];
  return [`### ${frame.shape.type.value}`, frame.meta()?.description ?? '', ...fields];
}

function agentFrames(): readonly string[] {
  const frames = agentFrameSchema.options as unknown as readonly [Frame, ...Frame[]];
  const [started] = frames;
  const common = new Set(Object.keys(started.shape));
  return [
    '## From the server, about executions',
    'One frame for each fact of an execution up to its end, in order: `seq` counts without a gap, `cursor` grows. What becomes of the delivery afterwards is not told. Each carries these fields:',
    table(['field', 'kind', 'meaning'], fieldRows(started, new Set())),
    ...frames.flatMap((frame) => section(frame, common)),
  ];
}

function closes(): readonly string[] {
  const rows = Object.entries(CLOSE_MEANING).map(([code, { meaning, comeBack }]) => [
    code,
    meaning,
    comeBack ? 'yes' : 'no',
  ]);
  return ['## Close codes', table(['code', 'meaning', 'come back from the cursor'], rows)];
}

/** The page about the protocol, made of its schemas. */
export function protocolPage(): string {
  const fromClient = clientFrameSchema.options as unknown as readonly Frame[];
  const fromServer = controlFrameSchema.options as unknown as readonly Frame[];
  return [
    '# Protocol',
    '<!-- Generated from the schemas in packages/client/src; `npx nx run client:docs` renews it. -->',
    `Version ${PROTOCOL_VERSION}. A WebSocket at \`${SOCKET_PATH}\`; every frame is one JSON object in a text message, its \`type\` says which. The same schemas check frames on the server: \`@tracker/client/protocol\`.`,
    'A client opens the socket, sends `authenticate`, and hears `welcome` or a close. It remembers the `cursor` of the last frame it was shown. After a disconnect it sends that as `after` and goes on behind it, at whichever server of the same store, with no gap and no duplicate. Requests without an answer it sends again; each may be sent any number of times and is done once.',
    'A frame that is not obeyed is answered by `refused` and changes nothing. A client may pass over fields and frames that it does not know: they may be added without a new version. The server accepts none that it does not know.',
    'Server-sent events at `/v1/events` carry the frames about executions, too: the name of an event is the `type`, its id the `cursor`, so `Last-Event-ID` resumes. The event `closed` says with a close code why the stream ends.',
    '## From the client',
    ...fromClient.flatMap((frame) => section(frame)),
    '## From the server, about itself',
    ...fromServer.flatMap((frame) => section(frame)),
    ...agentFrames(),
    ...closes(),
    '',
  ].join('\n\n');
}
