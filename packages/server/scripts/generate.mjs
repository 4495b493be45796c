// Writes the description of the HTTP API. Reads the build, so build first: `npx nx run server:docs` does both.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { openApiDocument } from '../dist/openapi-document.js';

const filepath = fileURLToPath(new URL('../openapi.json', import.meta.url));
const text = JSON.stringify(await openApiDocument());
await writeFile(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
