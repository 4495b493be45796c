import { extname } from 'node:path';
import { readExceptions } from './exceptions.js';
import type { Finding } from './finding.js';
import { failed, skipped, walk, type Skipped, type WalkedFile } from './folder-walk.js';
import { judgeSighting } from './judge-sighting.js';
import type { Legacy } from './legacy.js';
import { PackageOwners } from './package-owner.js';
import { readPython } from './read-python.js';
import { readSql } from './read-sql.js';
import { TOO_DEEP, nestsTooDeep } from './nesting.js';
import { NOT_TEXT, readText } from './read-text.js';
import { readTypeScript } from './read-typescript.js';
import type { Sighting } from './sightings.js';
import { trackerWords, type TrackerWords } from './tracker-words.js';

/** More findings than this are counted, not kept. */
export const MAX_FINDINGS = 10_000;

/** A finding that may stand, and why. */
export interface Excepted {
  readonly finding: Finding;
  readonly why: string;
}

/** What a search has found. */
export interface SearchReport {
  /** Files that were read. */
  readonly files: number;
  /** In the order of files and lines. */
  readonly findings: readonly Finding[];
  /** Findings beyond the number that is kept. */
  readonly more: number;
  readonly excepted: readonly Excepted[];
  readonly skipped: readonly Skipped[];
}

/** What `auditFolder` is told. */
export interface AuditOptions {
  readonly legacy: Legacy;
  /** Called with the name of each file before it is read. */
  readonly onFile?: (name: string) => void;
}

/**
 * Searches the TypeScript, JavaScript, Python and SQL below `folder`, one file at a time, for definitions of state,
 * dictionaries passed as states, and trackers that compete with the one. Rejects when `folder` or its exceptions can't
 * be read.
 */
export async function auditFolder(folder: string, options: AuditOptions): Promise<SearchReport> {
  const exceptions = await readExceptions(folder);
  const owners = new PackageOwners(folder);
  const words = trackerWords(options.legacy);
  const findings: Finding[] = [];
  const excepted: Excepted[] = [];
  const notRead: Skipped[] = [];
  let files = 0;
  let more = 0;
  for await (const found of walk(folder)) {
    if (found.kind === 'skipped') {
      notRead.push(found);
      continue;
    }
    options.onFile?.(found.name);
    const result = await auditFile(found, { words, owners });
    if ('kind' in result) {
      notRead.push(result);
      continue;
    }
    files += 1;
    for (const finding of result.findings) {
      const why = exceptions.reasonFor(finding);
      if (why !== undefined) excepted.push({ finding, why });
      else if (findings.length < MAX_FINDINGS) findings.push(finding);
      else more += 1;
    }
  }
  return {
    files,
    findings: [...findings, ...exceptions.unused()],
    more,
    excepted,
    skipped: notRead,
  };
}

interface Auditing {
  readonly words: TrackerWords;
  readonly owners: PackageOwners;
}

async function auditFile(
  { path, name, language }: WalkedFile,
  { words, owners }: Auditing,
): Promise<{ readonly findings: readonly Finding[] } | Skipped> {
  try {
    const text = await readText(path);
    if (text === undefined) return skipped(name, NOT_TEXT);
    if (nestsTooDeep(text)) return skipped(name, TOO_DEEP);
    const owner = await owners.ownerOf(name);
    const sightings = read(text, { extension: extname(name), language, words });
    const context = { file: name, text, words, owner };
    const judged = sightings.map((sighting) => judgeSighting(sighting, context));
    return { findings: inOrder(judged.filter((each) => each !== undefined)) };
  } catch (error) {
    return failed(name, error);
  }
}

interface Reader {
  readonly extension: string;
  readonly language: WalkedFile['language'];
  readonly words: TrackerWords;
}

function read(text: string, { extension, language, words }: Reader): readonly Sighting[] {
  const { takesState } = words;
  if (language === 'python') return readPython(text, { takesState });
  if (language === 'sql') return readSql(text);
  return readTypeScript(text, { extension, takesState });
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
}
