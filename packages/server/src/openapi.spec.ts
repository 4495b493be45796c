import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from './openapi-document.js';
import { openSite } from './site.fixture.js';

const committed = JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8'));

/** In a process of its own: the validator finds its files by `import.meta`, which the test runner does not know. */
const VALIDATE = `
  import { Validator } from '@seriousme/openapi-schema-validator';
  import { text } from 'node:stream/consumers';
  const { valid, errors } = await new Validator().validate(JSON.parse(await text(process.stdin)));
  console.log(JSON.stringify({ valid, errors }));
`;

function validate(document: object): { readonly valid: boolean; readonly errors?: unknown } {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', VALIDATE],
    { cwd: __dirname, input: JSON.stringify(document), encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

it('is what is committed; `npx nx run server:docs` renews it', async () => {
  expect(JSON.parse(JSON.stringify(await openApiDocument()))).toEqual(committed);
});

it('is a valid OpenAPI document', () => {
  expect(validate(committed)).toMatchObject({ valid: true });
  expect(validate({ ...committed, paths: [] })).toMatchObject({ valid: false });
});

it('is served, and names a summary for every operation', async () => {
  const site = await openSite();
  const served = await fetch(`${site.url}/openapi.json`).then((response) => response.json());
  await site.close();
  expect(served).toEqual(committed);
  const operations = Object.entries<Record<string, { summary?: string }>>(committed.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, one]) => [method, path, one.summary]),
  );
  expect(operations.length).toBeGreaterThan(12);
  expect(operations.filter(([, , summary]) => summary === undefined)).toEqual([]);
});
