import { camelCase, type Legacy, type LegacyModule, type Successor } from './legacy.js';

/** A legacy module as one import names it. */
export interface LegacySource {
  readonly modules: readonly LegacyModule[];
  /** Whether the names there are the originals, by the promise of the package that keeps them. */
  readonly original: boolean;
  /** Whether the module has names beside the legacy ones, which are nobody's business here. */
  readonly mixed: boolean;
}

/** A name of a legacy module. */
export interface LegacyName {
  readonly module: LegacyModule;
  /** As the registry spells it. */
  readonly name: string;
  readonly successor: Successor;
}

/**
 * One spelling for a module's path: `../core/agent_execution_tracker.js`, `@/core/agentExecutionTracker` and
 * `core/agent-execution-tracker` are the same module.
 */
function plainPath(path: string): string {
  return path
    .replace(/\.(?:[cm]?[jt]sx?|py)$/, '')
    .replace(/\/(?:__init__|index)$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** The legacy module that an import names, if it names one. */
export function legacySource(specifier: string, legacy: Legacy): LegacySource | undefined {
  const { root, modules } = legacy;
  if (specifier === root) return { modules, original: true, mixed: true };
  const kept = modules.find(({ subpath }) => subpath === specifier);
  if (kept) return { modules: [kept], original: true, mixed: false };
  if (specifier.startsWith('@tracker/')) return undefined;
  const path = plainPath(specifier);
  const named = modules.find(({ python }) => {
    const end = plainPath(python);
    return path === end || path.endsWith(`/${end}`);
  });
  return named && { modules: [named], original: false, mixed: false };
}

/** What an import of `name` from there means; undefined where the module has no such name. */
export function legacyName(source: LegacySource, name: string): LegacyName | undefined {
  for (const module of source.modules) {
    const found = Object.entries(module.names).find(
      ([legacy]) => legacy === name || camelCase(legacy) === name,
    );
    const isThere = found && (!source.mixed || module.kept?.includes(found[0]));
    if (isThere) return { module, name: found[0], successor: found[1] };
  }
  return undefined;
}

/** Whether a text may have anything to do with the past; cheap, and never wrongly no. */
export function mayBeLegacy(text: string, legacy: Legacy): boolean {
  if (text.includes(legacy.root)) return true;
  const plain = plainPath(text);
  return legacy.modules.some(({ python }) => plain.includes(plainPath(python).split('/').at(-1)!));
}
