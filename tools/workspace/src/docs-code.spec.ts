import { join } from 'node:path';
import ts from 'typescript';
import { codeBlocks, documents } from './markdown.js';
import { typeErrors } from './type-errors.js';
import { repositoryRoot } from './repository.js';

/** The pages of lint rules show what is wrong, so their code is not for running. */
const RULE_PAGE = /\/docs\/rules\//;

const blocks = documents()
  .filter((file) => !RULE_PAGE.test(file))
  .flatMap((file) => codeBlocks(file))
  .map((block) => ({ ...block, title: `${block.file}:${block.line}` }));
const examples = blocks.filter(({ language }) => language === 'ts');
const MARKS = ['', 'no-run'];

const AsyncFunction = (async () => undefined).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>;

/** Runs an example as a module would run, on the source of the packages and with a quiet console. */
async function run(code: string): Promise<void> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const quiet = new Proxy(console, { get: () => () => undefined });
  await new AsyncFunction('require', 'exports', 'console', outputText)(require, {}, quiet);
}

describe('the code in the documents', () => {
  it('is there, and spelled `ts` so that it is found', () => {
    expect(examples.length).toBeGreaterThan(0);
    expect(blocks.filter(({ language }) => language === 'typescript')).toEqual([]);
    expect(examples.filter(({ mark }) => !MARKS.includes(mark))).toEqual([]);
  });

  it('has no type error, whether it runs or not', () => {
    const sources = examples.map(({ file, line, code }) => ({
      path: join(repositoryRoot(), `${file}.${line}.ts`),
      text: code,
    }));
    expect(typeErrors(sources)).toEqual([]);
  }, 120_000);

  it.each(examples.filter(({ mark }) => mark !== 'no-run'))(
    '$title runs',
    async ({ code }) => {
      await expect(run(code)).resolves.toBeUndefined();
    },
    30_000,
  );
});
