import * as canonical from '@tracker/state';
import type ts from 'typescript';
import type { Binding } from './bindings.js';
import type { Legacy } from './legacy.js';
import type { Plan } from './plan.js';
import type { TextEdit } from './text-edits.js';
import { renamedAll, useOf } from './uses.js';

const OWNER = '@tracker/state';

/** The constants that took the place of enums: their keys are what can be asked of them. */
function constantOf({ legacy: { successor } }: Binding): object | undefined {
  if (successor.from !== OWNER || successor.name === undefined) return undefined;
  const found: unknown = Reflect.get(canonical, successor.name);
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** Whether a binding is an enum whose members have counterparts. */
export function isStates(binding: Binding): boolean {
  return constantOf(binding) !== undefined;
}

type Target = { readonly key: string } | { readonly why: string };

function targetOf(key: string, binding: Binding, legacy: Legacy): Target {
  const { module, successor } = binding.legacy;
  const table =
    successor.name === 'ExecutionState' &&
    legacy.states.find(({ module: python }) => python === module.python);
  const translated = table && Object.hasOwn(table.keys, key) ? table.keys[key] : undefined;
  if (translated) return { key: translated };
  if (translated === null) return { why: `no state says what ${key} said` };
  const isThere = Object.hasOwn(constantOf(binding) ?? {}, key);
  return isThere ? { key } : { why: `${successor.name ?? ''} has no ${key}` };
}

const BY_HAND = 'Say by hand which state or field is meant';

/** Moves an enum to its successor when each use of it has a counterpart there, and leaves it otherwise. */
export function planStates(binding: Binding, legacy: Legacy, plan: Plan): void {
  const { specifier, source, uses } = binding;
  const { name, note } = binding.legacy.successor;
  if (name === undefined) return;
  const tried = plan.fresh();
  const members: TextEdit[] = [];
  for (const node of uses) {
    const use = useOf(node);
    if (use.as === 'member') members.push(...planMember(use.key, binding, { legacy, plan: tried }));
    else if (use.as === 'export' && !source.original)
      tried.leave(node.parent, 'who imports it from here is not known', `Import ${name} there`);
    else if (use.as !== 'type' && !source.original)
      tried.leave(node.parent, 'its members are others than before', BY_HAND);
  }
  if (tried.left.length > 0) {
    plan.left.push(...tried.left);
    return;
  }
  if (!source.original) plan.mind(specifier, note);
  plan.edits.push(...members);
  plan.moves.push({ specifier, name, from: OWNER, uses: renamedAll(uses), identifiers: uses });
}

interface Trial {
  readonly legacy: Legacy;
  readonly plan: Plan;
}

function planMember(key: ts.Identifier, binding: Binding, { legacy, plan }: Trial): TextEdit[] {
  const target = targetOf(key.text, binding, legacy);
  if ('why' in target) plan.leave(key.parent, target.why, BY_HAND);
  else if (target.key !== key.text)
    return [{ from: key.getStart(), to: key.end, text: target.key }];
  return [];
}
