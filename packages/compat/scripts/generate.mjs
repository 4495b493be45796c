// Writes the page of legacy imports. Reads the build, so build first: `npx nx run compat:docs` does both.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { importRegistryPage } from '../dist/import-registry-page.js';

const filepath = fileURLToPath(new URL('../../../docs/SSOT_IMPORT_REGISTRY.md', import.meta.url));
const options = { ...(await resolveConfig(filepath)), filepath };
await writeFile(filepath, await format(importRegistryPage(), options));
