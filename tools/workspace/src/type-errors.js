// @ts-check
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './repository.js';

/**
 * What the compiler says, with the repository's own settings, about modules that are on no disk.
 * @param {readonly { path: string, text: string }[]} sources
 * @returns {string[]}
 */
export function typeErrors(sources) {
  const texts = new Map(sources.map(({ path, text }) => [path, `${text}\nexport {};\n`]));
  const options = { ...settings(), noEmit: true, composite: false, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (found) => `${path}: ${ts.flattenDiagnosticMessageText(found.messageText, '\n')}`,
    );
  });
}

function settings() {
  const root = repositoryRoot();
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return { ...options, emitDeclarationOnly: false, declarationMap: false };
}
