import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from './openapi-document.js';
import { openSite } from './site.fixture.js';

const committed = JSON.parse(readFileSync(join(__dirname, '../openapi.json'), 'utf8'));

it('is what is committed; `npx nx run server:docs` renews it', async () => {
  expect(JSON.parse(JSON.stringify(await openApiDocument()))).toEqual(committed);
});

it('is a valid OpenAPI document', async () => {
  const result = await new Validator().validate(structuredClone(committed));
  expect(result).toMatchObject({ valid: true });
});

it('is served, and names a summary for every operation', async () => {
  const site = await openSite();
  expect(await (await fetch(`${site.url}/openapi.json`)).json()).toEqual(committed);
  await site.close();
  const operations = Object.entries<Record<string, { summary?: string }>>(committed.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, one]) => [method, path, one.summary]),
  );
  expect(operations.length).toBeGreaterThan(12);
  expect(operations.filter(([, , summary]) => summary === undefined)).toEqual([]);
});
