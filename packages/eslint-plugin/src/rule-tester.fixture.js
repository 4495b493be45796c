// @ts-check
import { RuleTester } from 'eslint';
import { describe, it } from 'node:test';
import tseslint from 'typescript-eslint';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** Runs a rule's cases through the parser of TypeScript, without type information. */
export const typescript = new RuleTester({
  languageOptions: { parser: /** @type {any} */ (tseslint.parser) },
});

/** Runs a rule's cases through ESLint's own parser. */
export const javascript = new RuleTester();
