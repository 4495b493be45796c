import { isDeepStrictEqual } from 'node:util';
import type { DeviationName } from './legacy-deviations.js';
import type { Outcome } from './replay-world.fixture.js';
import type { Step, World } from './trace.fixture.js';

/** Something that is not as it was recorded. */
export interface Difference {
  /** The execution it is about; `*` when it is about none. */
  readonly id: string;
  /** What differs of it: a field of what was seen, `returned` for what the call gave, `listed` for where it shows. */
  readonly field: string;
  readonly legacy: unknown;
  readonly ours: unknown;
}

/** What a deviation allows to differ from now on. */
export interface Allowance {
  readonly id: string;
  readonly fields: readonly string[];
}

/** A step between what was seen before and after it, there and here. */
export interface Moment {
  readonly step: Step;
  readonly legacy: { readonly before: World; readonly after: World };
  readonly ours: { readonly before: World; readonly after: World };
  readonly params: Readonly<Record<string, unknown>>;
  /** What the call gave here. */
  readonly outcome: Outcome;
}

/**
 * Says what of a step is not as it must be here, whatever was recorded: the other half of a deviation, which says
 * only where the recorded behaviour counts no more.
 */
export type Law = (moment: Moment) => readonly string[];

/** Says, from what was recorded, for which executions a deviation comes about in a step. */
export type Rule = (moment: Moment) => readonly Allowance[];

export type Rules = Partial<Readonly<Record<DeviationName, Rule>>>;

/** How many steps came out how. */
export interface Tally {
  steps: number;
  /** Nothing differs. */
  exact: number;
  /** Steps in which a deviation came about and showed, by its name. */
  at: Record<string, number>;
  /** Further steps that differ only in what an earlier deviation allows, by its name. */
  after: Record<string, number>;
}

/** Books what differs to the deviations that allow it, and throws at what none of them does. */
export class Ledger {
  readonly tally: Tally = { steps: 0, exact: 0, at: {}, after: {} };
  readonly #rules: readonly (readonly [DeviationName, Rule])[];
  #standing: { readonly name: DeviationName; readonly allowance: Allowance }[] = [];
  #known = new Set<string>();

  readonly #laws: readonly Law[];

  constructor(rules: Rules, laws: readonly Law[] = []) {
    this.#laws = laws;
    this.#rules = Object.entries(rules) as [DeviationName, Rule][];
  }

  /** A sequence begins: nothing differs yet. */
  begin(): void {
    this.#standing = [];
    this.#known = new Set();
  }

  /** Another execution takes over a name: nothing about it differs yet. */
  renew(id: string): void {
    this.#standing = this.#standing.filter(({ allowance }) => allowance.id !== id);
  }

  /** Books a step. What differed in the same way before it is no difference of this step. */
  book(moment: Moment, all: readonly Difference[], where: string): void {
    const [broken] = this.#laws.flatMap((law) => law(moment));
    if (broken !== undefined) throw new Error(`${where} ${called(moment.step)}: ${broken}`);
    const differences = all.filter((each) => !this.#known.has(JSON.stringify(each)));
    this.#known = new Set(all.map((each) => JSON.stringify(each)));
    const fresh = this.#rules.flatMap(([name, rule]) =>
      rule(moment).map((allowance) => ({ name, allowance })),
    );
    const at = new Set<string>();
    const after = new Set<string>();
    for (const difference of differences) {
      const now = fresh.find(({ allowance }) => covers(allowance, difference));
      const earlier = this.#standing.find(({ allowance }) => covers(allowance, difference));
      if (now) at.add(now.name);
      else if (earlier) after.add(earlier.name);
      else throw new Error(`${where} ${describe(moment.step, difference)}`);
    }
    this.#standing.push(...fresh);
    this.tally.steps += 1;
    if (differences.length === 0) this.tally.exact += 1;
    for (const name of at) this.tally.at[name] = (this.tally.at[name] ?? 0) + 1;
    for (const name of at.size > 0 ? [] : after)
      this.tally.after[name] = (this.tally.after[name] ?? 0) + 1;
  }
}

function covers({ id, fields }: Allowance, difference: Pick<Difference, 'id' | 'field'>): boolean {
  return id === difference.id && (fields.includes(difference.field) || fields.includes('*'));
}

function called({ op, args, t }: Step): string {
  return `at ${t} s, ${op} ${JSON.stringify(args)}`;
}

function describe(step: Step, { id, field, legacy, ours }: Difference): string {
  const said = [legacy, ours].map((each) => JSON.stringify(each));
  return `${called(step)}: ${field} of ${id} was ${said[0]} and is ${said[1]}`;
}

/** The fields in which two pictures of the executions differ. */
export function differences(legacy: World, ours: World): Difference[] {
  const ids = new Set([...Object.keys(legacy), ...Object.keys(ours)]);
  return [...ids].flatMap((id): Difference[] => {
    const [there, here] = [legacy[id], ours[id]];
    if (!there || !here) {
      return [{ id, field: 'exists', legacy: there !== undefined, ours: here !== undefined }];
    }
    return Object.keys(there)
      .filter((field) => !isDeepStrictEqual(there[field], here[field]))
      .map((field) => ({ id, field, legacy: there[field], ours: here[field] }));
  });
}

/** The ids that are on one list and not on the other. */
export function listed(legacy: readonly string[], ours: readonly string[]): Difference[] {
  const ids = new Set([...legacy, ...ours]);
  return [...ids]
    .map((id) => ({ id, field: 'listed', legacy: legacy.includes(id), ours: ours.includes(id) }))
    .filter((each) => each.legacy !== each.ours);
}
