import ts from 'typescript';
import { bindingsOf, mentionsOf } from './bindings.js';
import { declarationsOf, kindOf } from './legacy-declarations.js';
import { mayBeLegacy } from './legacy-paths.js';
import type { Legacy } from './legacy.js';
import type { Left, Minded } from './left.js';
import { openFile, parseFile, type OneFile } from './one-file-program.js';
import { placeOf, type Place } from './place.js';
import { planOther } from './plan-others.js';
import { isStates, planStates } from './plan-states.js';
import { planTrackers, type OwnTracker } from './plan-trackers.js';
import { Plan } from './plan.js';
import { applyEdits } from './text-edits.js';
import { writeImports } from './write-imports.js';

/** What became of a text. */
export interface Migrated {
  /** The text as it should be; the very same when nothing is to be done. */
  readonly text: string;
  /** What was left, in the order of the text. */
  readonly left: readonly Left[];
  /** What was rewritten and changes more than its name. */
  readonly minded: readonly Minded[];
}

/** What `migrateText` must know beside the text. */
export interface MigrateTextOptions {
  /** The file's extension with its dot, which says how to read it. */
  readonly extension: string;
  readonly legacy: Legacy;
  /** What takes the place of functions that hand out the tracker of the process; without it they stay. */
  readonly own?: OwnTracker | undefined;
}

const MARK = '\uFEFF';

/**
 * Rewrites the legacy imports and calls of one module of TypeScript or JavaScript, as far as that can be proved from
 * the module alone. Doing it twice does no more than doing it once.
 */
export function migrateText(text: string, options: MigrateTextOptions): Migrated {
  const unchanged = { text, left: [], minded: [] };
  if (!mayBeLegacy(text, options.legacy)) return unchanged;
  const mark = text.startsWith(MARK) ? MARK : '';
  const file = open(text.slice(mark.length), options);
  if (!file) return unchanged;
  const [error] = file.syntaxErrors;
  if (error) return { ...unchanged, left: [unreadable(file, error)] };
  const plan = planFile(file, options);
  const edits = [...plan.edits, ...writeImports(file.source, plan.moves)];
  const migrated = `${mark}${applyEdits(file.source.text, edits)}`;
  return { text: migrated, left: inOrder(plan.left), minded: inOrder(plan.minded) };
}

/** Opens a text that names a legacy module. */
function open(text: string, { extension, legacy }: MigrateTextOptions): OneFile | undefined {
  const source = parseFile(extension, text);
  const mentions = mentionsOf(source, legacy);
  if (mentions.length === 0) return undefined;
  const declared = mentions.map(
    ([{ text: name }, named]) => [name, declarationsOf(named, legacy)] as const,
  );
  return openFile(source, new Map(declared));
}

function planFile(file: OneFile, { legacy, own }: MigrateTextOptions): Plan {
  const plan = new Plan(file.source);
  const bindings = bindingsOf(mentionsOf(file.source, legacy), file, plan);
  const trackers = bindings.filter(
    ({ legacy: { name, successor } }) => kindOf(name, successor) !== 'other',
  );
  for (const binding of bindings) {
    if (trackers.includes(binding)) continue;
    if (isStates(binding)) planStates(binding, legacy, plan);
    else planOther(binding, plan);
  }
  const original = trackers.every(({ source }) => source.original);
  const reading = { file, legacy, original };
  planTrackers(trackers, reading, { plan, own });
  return plan;
}

function unreadable({ source }: OneFile, error: ts.DiagnosticWithLocation): Left {
  return {
    ...placeOf(source.text, error.start),
    name: 'this file',
    why: `it can't be read: ${ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\.$/, '')}`,
    todo: 'Correct it and run this again',
  };
}

const inOrder = <Item extends Place>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((a, b) => a.line - b.line || a.column - b.column);
