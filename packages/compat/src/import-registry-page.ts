import { DEPRECATIONS, type Deprecation } from './deprecations.js';
import { DEVIATIONS, type Deviation } from './legacy-deviations.js';
import { IMPORT_REGISTRY } from './import-registry.js';
import { markdownTable, type Row } from './markdown-table.js';
import type { LegacyModule, Successor } from './successor.js';
import { VOCABULARIES } from './vocabularies.js';

const code = (text: string) => `\`${text}\``;

function importText({ name, from }: Successor): string {
  return name && from ? code(`import { ${name} } from '${from}'`) : 'nothing';
}

function callText(successor: Successor): string {
  const { name, from } = successor;
  if (from !== undefined) return importText(successor);
  return name === undefined ? 'nothing' : code(`tracker.${name}`);
}

/** The code of the warning that the names of a module give which are still importable. */
function codesOf({ subpath, kept = [], views = [] }: LegacyModule): ReadonlyMap<string, string> {
  const codeOf = new Map(
    Object.entries<Deprecation>(DEPRECATIONS).map(([key, { name }]) => [name, key]),
  );
  return new Map(
    [...kept, ...views].flatMap((legacy) => {
      const found = codeOf.get(`${camelCase(legacy)}()`) ?? codeOf.get(subpath ?? '');
      return found === undefined ? [] : [[legacy, found]];
    }),
  );
}

/** `get_execution_tracker` in the spelling of JavaScript; names of classes stay. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function moduleSection(module: LegacyModule): readonly string[] {
  const { python, subpath, names, members } = module;
  const codes = codesOf(module);
  const named = Object.entries(names).map(([name, successor]) => [
    code(name),
    importText(successor),
    codes.get(name) ?? '',
    successor.note ?? '',
  ]);
  const called = Object.entries(members ?? {}).map(([name, successor]) => [
    code(name),
    callText(successor),
    successor.note ?? '',
  ]);
  return [
    `## ${code(python)}`,
    subpath
      ? `For the time of moving, ${code(subpath)} has the names that show a code.`
      : 'Nothing is importable under this path any more.',
    markdownTable(['legacy name', 'canonical import', 'code', 'note'], named),
    ...(called.length > 0
      ? ['Members:', markdownTable(['legacy member', 'now', 'note'], called)]
      : []),
  ];
}

function deprecations(): readonly string[] {
  const rows = Object.entries<Deprecation>(DEPRECATIONS).map(([key, each]): Row => {
    const advice = each.advice ?? '';
    return [key, code(each.name), code(each.canonical), advice, each.since];
  });
  return [
    '## Warnings',
    'A function warns once for each place that calls it. A class and a constant can’t warn, so the legacy module that has them warns when it is loaded. Node’s switches apply: `--no-deprecation`, `--throw-deprecation`, `--trace-deprecation`, `NODE_NO_WARNINGS=1`.',
    markdownTable(['code', 'legacy name', 'instead', 'besides', 'since'], rows),
  ];
}

function deviations(): readonly string[] {
  const rows = Object.entries<Deviation>(DEVIATIONS).map(([name, each]): Row => {
    const { surfaces, legacy, here, why, ends } = each;
    return [code(name), surfaces.join(', '), legacy, here, why, ends];
  });
  return [
    '## Where the old paths deviate',
    'What is importable from an old path does what it did, call by call, which recorded calls are replayed for. It deviates only where a guarantee would break:',
    markdownTable(['deviation', 'surface', 'it was', 'it is', 'why', 'what that ends'], rows),
  ];
}

function losses(): readonly string[] {
  const rows = VOCABULARIES.flatMap(({ name, losses }) =>
    losses().map(({ direction, given, becomes, loss }): Row => {
      const word = becomes === undefined ? 'nothing' : code(becomes);
      return [name, direction === 'to' ? 'read' : 'written', code(given), word, loss];
    }),
  );
  return [
    '## What a translation loses',
    'Words of other systems and of older trackers are translated by `@tracker/compat`, in both directions. What is not listed here comes back as it was.',
    markdownTable(['vocabulary', 'when', 'from', 'to', 'loss'], rows),
  ];
}

/** The page docs/SSOT_IMPORT_REGISTRY.md. */
export function importRegistryPage(): string {
  const parts = [
    '# Where legacy names are now',
    'Generated from `packages/compat/src` by `npx nx run compat:docs`; edit the tables there, not this page.',
    'Each execution state, each phase and the tracker has exactly one home. This is where everything that went by another path or name has gone. Paths are those of the Python modules; `tracker` is an `AgentExecutionTracker` of `@tracker/core`, whose methods return promises, except `heartbeat`, `progress`, `breakers` and `resetBreaker`.',
    ...IMPORT_REGISTRY.flatMap(moduleSection),
    ...deprecations(),
    ...deviations(),
    ...losses(),
  ];
  return `${parts.join('\n\n')}\n`;
}
