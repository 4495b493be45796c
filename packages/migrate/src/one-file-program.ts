import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A file as the compiler understands it on its own. */
export interface OneFile {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** What makes it no program, if anything does. */
  readonly syntaxErrors: readonly ts.DiagnosticWithLocation[];
}

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  jsx: ts.JsxEmit.Preserve,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  strict: true,
  target: ts.ScriptTarget.ESNext,
  types: [],
};

const DECLARED = '/declared';
const libraries = new Map<string, ts.SourceFile | undefined>();
const libraryFolder = dirname(ts.getDefaultLibFilePath(OPTIONS));

function library(path: string): ts.SourceFile | undefined {
  if (!libraries.has(path)) {
    const text = ts.sys.readFile(path);
    libraries.set(path, text === undefined ? undefined : sourceOf(path, text));
  }
  return libraries.get(path);
}

function sourceOf(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ESNext }, true);
}

/** Reads the text of a file with that extension. */
export function parseFile(extension: string, text: string): ts.SourceFile {
  return sourceOf(`/the-file${extension}`, text);
}

/**
 * Opens one file without any other of its project: imports lead to what is declared here, or nowhere. So the cost does
 * not grow with the project, and what is known of a value is only what the file itself says.
 */
export function openFile(source: ts.SourceFile, declared: ReadonlyMap<string, string>): OneFile {
  const path = source.fileName;
  const names = [...declared.keys()];
  const declarations = new Map(
    names.map((name, at) => [`${DECLARED}${at}.d.ts`, declared.get(name) ?? '']),
  );
  const own = (file: string): ts.SourceFile | undefined => {
    const written = declarations.get(file);
    return file === path ? source : written === undefined ? undefined : sourceOf(file, written);
  };
  const resolve = ({
    text: name,
  }: ts.StringLiteralLike): ts.ResolvedModuleWithFailedLookupLocations => {
    const at = names.indexOf(name);
    if (at < 0) return { resolvedModule: undefined };
    const resolvedFileName = `${DECLARED}${at}.d.ts`;
    return { resolvedModule: { resolvedFileName, extension: ts.Extension.Dts } };
  };
  const host: ts.CompilerHost = {
    fileExists: (file) => file === path || declarations.has(file) || library(file) !== undefined,
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => join(libraryFolder, 'lib.es2022.d.ts'),
    getNewLine: () => '\n',
    getSourceFile: (file) => own(file) ?? library(file),
    readFile: () => undefined,
    resolveModuleNameLiterals: (literals) => literals.map(resolve),
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  const program = ts.createProgram([path], OPTIONS, host);
  return {
    source,
    checker: program.getTypeChecker(),
    syntaxErrors: program.getSyntacticDiagnostics(source),
  };
}
