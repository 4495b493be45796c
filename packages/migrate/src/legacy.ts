/** What takes the place of a legacy name or member. */
export interface Successor {
  /** The name to import or, for a member without `from`, to call; undefined when nothing takes its place. */
  readonly name?: string;
  /** The package that exports it. */
  readonly from?: string;
  /** What else changes. */
  readonly note?: string;
}

/** A module of the trackers that came before. */
export interface LegacyModule {
  /** Where it was in Python; a module of JavaScript is known by the same path in any spelling. */
  readonly python: string;
  /** A package path under which it is importable still, and the original hides behind the old names. */
  readonly subpath?: string;
  /** The names that are importable from there, in the spelling of Python. */
  readonly kept?: readonly string[];
  readonly names: Readonly<Record<string, Successor>>;
  readonly members?: Readonly<Record<string, Successor>>;
}

/** Translates the members of one module's enum of states. */
export interface LegacyStates {
  /** The module's `python`. */
  readonly module: string;
  /** From each legacy key to the key of `ExecutionState`; null where no state says the same. */
  readonly keys: Readonly<Record<string, string | null>>;
}

/** How the arguments of a legacy call become those of its successor. */
export interface CallShape {
  /** The legacy parameters in order, in the spelling of JavaScript. */
  readonly takes: readonly string[];
  /** How many of them a call must give for its successor to have all it needs. */
  readonly needs: number;
  /**
   * The new arguments in order: a parameter as it is, or an object with a parameter for each option. An option
   * may lie deeper, as in `limits.executionTimeoutMs`; seconds become milliseconds by the ends of the names.
   */
  readonly gives: readonly (string | Readonly<Record<string, string>>)[];
  /** What is returned is no promise. */
  readonly isSync?: true;
  /** What is returned is not what was returned before, so that only a call that drops it can be rewritten. */
  readonly isUnlike?: true;
}

/** The calls of one module whose successors can be written down. */
export interface LegacyCalls {
  /** The module's `python`. */
  readonly module: string;
  /** By the legacy spelling of the member. */
  readonly calls: Readonly<Record<string, CallShape>>;
}

/** All that the commands must know of the past. `@tracker/compat` has it as data and hands it in. */
export interface Legacy {
  /** The package whose root has the kept names too. */
  readonly root: string;
  readonly modules: readonly LegacyModule[];
  readonly states: readonly LegacyStates[];
  readonly calls: readonly LegacyCalls[];
}

/** `get_execution_tracker` in the spelling of JavaScript; names of classes stay. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
