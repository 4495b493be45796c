import { join } from 'node:path';
import ts from 'typescript';

/** A module, and the path it would have. */
export interface Module {
  readonly path: string;
  readonly text: string;
}

/** What the compiler says, with the repository's settings, of modules that are on no disk. */
export function typeErrors(modules: readonly Module[]): readonly string[] {
  const texts = new Map(modules.map(({ path, text }) => [path, text]));
  const base = join(__dirname, '../../../tsconfig.base.json');
  const { config } = ts.readConfigFile(base, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, __dirname);
  const settings: ts.CompilerOptions = {
    ...options,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    composite: false,
    emitDeclarationOnly: false,
    declarationMap: false,
    noUnusedLocals: false,
  };
  const host = ts.createCompilerHost(settings);
  const { readFile, fileExists } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  const program = ts.createProgram([...texts.keys()], settings, host);
  return [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) =>
        `${path.split('/').at(-1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}
