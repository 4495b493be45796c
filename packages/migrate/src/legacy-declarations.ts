import { legacyName, type LegacySource } from './legacy-paths.js';
import { camelCase, type Legacy, type LegacyModule, type Successor } from './legacy.js';

/** The class that every tracker has become. */
export const TRACKER_CLASS = 'AgentExecutionTracker';

const MARK = 'LegacyTracker';

/** What a legacy name is, by what takes its place. */
export type LegacyKind = 'class' | 'factory' | 'other';

/** What a legacy name is: a tracker's class, a function that hands out a tracker, or something else. */
export function kindOf(name: string, { name: successor }: Successor): LegacyKind {
  if (successor !== TRACKER_CLASS) return 'other';
  return /^[A-Z]/.test(name) ? 'class' : 'factory';
}

/** The name by which the compiler knows a module's trackers again. */
function markOf(module: LegacyModule, { modules }: Legacy): string {
  return `${MARK}${modules.indexOf(module)}`;
}

/** The module whose tracker a type of that name stands for. */
export function markedModule(name: string, { modules }: Legacy): LegacyModule | undefined {
  return name.startsWith(MARK) ? modules[Number(name.slice(MARK.length))] : undefined;
}

function declarationOf(name: string, mark: string, kind: LegacyKind): string {
  if (kind === 'class') return `export { ${mark} as ${name} };`;
  if (kind === 'factory') return `export declare function ${name}(...given: any[]): ${mark};`;
  return `export declare const ${name}: any; export type ${name} = any;`;
}

/**
 * Declarations of a legacy module that make its trackers recognizable by their type, and nothing else: whatever is
 * asked of one is `any`.
 */
export function declarationsOf(source: LegacySource, legacy: Legacy): string {
  const lines = new Map<string, string>();
  for (const module of source.modules) {
    const mark = markOf(module, legacy);
    lines.set(
      mark,
      `declare class ${mark} { constructor(...given: any[]); [member: string]: any }`,
    );
    for (const [name, successor] of Object.entries(module.names)) {
      for (const spelled of new Set([name, camelCase(name)])) {
        if (!/^\w+$/.test(spelled) || lines.has(spelled)) continue;
        if (legacyName(source, spelled)?.module !== module) continue;
        lines.set(spelled, declarationOf(spelled, mark, kindOf(name, successor)));
      }
    }
  }
  return [...lines.values(), 'export {};'].join('\n');
}
