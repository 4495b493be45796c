/** The languages that are read. JavaScript is read as TypeScript is. */
export type Language = 'typescript' | 'python' | 'sql';

const LANGUAGES: Readonly<Record<string, Language>> = {
  '.ts': 'typescript',
  '.tsx': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.js': 'typescript',
  '.jsx': 'typescript',
  '.mjs': 'typescript',
  '.cjs': 'typescript',
  '.py': 'python',
  '.pyi': 'python',
  '.sql': 'sql',
};

/** The language of files with this extension, with its dot; undefined for one that is not read. */
export function languageOf(extension: string): Language | undefined {
  return LANGUAGES[extension.toLowerCase()];
}
