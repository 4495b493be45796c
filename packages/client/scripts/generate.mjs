// Writes the page of the protocol. Reads the build, so build first: `npx nx run client:docs` does both.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { protocolPage } from '../dist/protocol-page.js';

const filepath = fileURLToPath(new URL('../../../docs/protocol.md', import.meta.url));
const options = { ...(await resolveConfig(filepath)), filepath };
await writeFile(filepath, await format(protocolPage(), options));
