// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles, repositoryRoot } from './repository.js';

/**
 * @typedef {object} CodeBlock
 * @property {string} file from the root
 * @property {number} line of the first line of code, counted from 1
 * @property {string} language
 * @property {string} mark what stands after the language, such as `no-run`
 * @property {string} code
 */

/**
 * Everything people are asked to read.
 * @returns {string[]}
 */
export function documents() {
  return repositoryFiles().filter((file) => /^(?!.*CHANGELOG).+\.md$/.test(file));
}

/**
 * @param {string} file
 * @returns {string}
 */
export function readDocument(file) {
  return readFileSync(join(repositoryRoot(), file), 'utf8');
}

/**
 * The fenced code of one document.
 * @param {string} file
 * @param {string} [text]
 * @returns {CodeBlock[]}
 */
export function codeBlocks(file, text = readDocument(file)) {
  const fences = text.matchAll(/^```(\w+)[ \t]*(.*)\n([\s\S]*?)^```$/gm);
  return [...fences].map((fence) => {
    const [, language = '', mark = '', code = ''] = fence;
    const line = text.slice(0, fence.index).split('\n').length + 1;
    return { file, line, language, mark, code };
  });
}

/**
 * A document without its code, where links and headings are looked for.
 * @param {string} text
 * @returns {string}
 */
export function prose(text) {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/**
 * The names by which a link may point at the headings of a document.
 * @param {string} text
 * @returns {string[]}
 */
export function anchors(text) {
  const headings = text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

/**
 * The rows of the first table below a heading, each a list of its cells.
 * @param {string} text
 * @param {string} heading
 * @returns {string[][]}
 */
export function tableBelow(text, heading) {
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
