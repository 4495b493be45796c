import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOSE_MEANING, CloseCode, mayComeBack } from './close-code.js';
import { clientFrameSchema } from './client-frames.js';
import { agentFrameSchema } from './agent-frames.js';
import { controlFrameSchema } from './control-frames.js';
import { AgentFrameType, ClientFrameType, ControlFrameType } from './frame-type.js';
import { protocolPage } from './protocol-page.js';

it('is documented as it is; `npx nx run client:docs` renews the page', () => {
  // the page on disk is formatted, which changes nothing but blanks and rules
  const bare = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();
  const page = readFileSync(join(__dirname, '../../../docs/protocol.md'), 'utf8');
  expect(bare(page)).toBe(bare(protocolPage()));
});

it('has a schema and a description for every frame, and a description for every field of its own', () => {
  const typesOf = (options: readonly { shape: { type: { value: string } } }[]) =>
    options.map(({ shape }) => shape.type.value).sort();
  expect(typesOf(agentFrameSchema.options)).toEqual(Object.values(AgentFrameType).sort());
  expect(typesOf(controlFrameSchema.options)).toEqual(Object.values(ControlFrameType).sort());
  expect(typesOf(clientFrameSchema.options)).toEqual(Object.values(ClientFrameType).sort());
  const all = [agentFrameSchema, controlFrameSchema, clientFrameSchema].flatMap((one) => [
    ...one.options,
  ]);
  expect(all.filter((frame) => !frame.meta()?.description)).toEqual([]);
});

it('says of every close code what it means and whether to come back; of others one may', () => {
  for (const code of Object.values(CloseCode)) expect(CLOSE_MEANING[code].meaning).toMatch(/\.$/);
  expect(mayComeBack(CloseCode.RESTART)).toBe(true);
  expect(mayComeBack(CloseCode.CURSOR_EXPIRED)).toBe(false);
  expect(mayComeBack(1006)).toBe(true);
});
