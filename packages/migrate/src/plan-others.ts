import type { Binding } from './bindings.js';
import type { Plan } from './plan.js';
import { insteadOf } from './successor-text.js';
import { renamedAll } from './uses.js';

/** Moves a name that has become another name of the same thing; leaves one whose successor is something else. */
export function planOther(binding: Binding, plan: Plan): void {
  const { specifier, source, legacy, uses } = binding;
  const { name, from } = legacy.successor;
  const isSame = source.original && legacy.module.kept?.includes(legacy.name);
  if (!isSame || name === undefined || from === undefined) {
    plan.leave(specifier, 'what takes its place is not the same', insteadOf(legacy.successor));
    return;
  }
  plan.moves.push({ specifier, name, from, uses: renamedAll(uses), identifiers: uses });
}
