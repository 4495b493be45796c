/** What takes the place of a legacy name. */
export interface Successor {
  /** The name to import or, for a member, to call; undefined when nothing takes its place. */
  readonly name?: string;
  /** The package that exports it. */
  readonly from?: `@tracker/${'state' | 'core' | 'compat'}`;
  /** What else changes; a sentence without a full stop. */
  readonly note?: string;
}

/** A module of the trackers that came before, with everything public in it. */
export interface LegacyModule {
  /** Where it was in Python. */
  readonly python: string;
  /** Where it is importable still, for the time of moving. */
  readonly subpath?: string;
  /** The names that are importable from there; functions among them under their camel-case name. */
  readonly kept?: readonly string[];
  /** The names that are importable from there as views: what takes their place is used in another way. */
  readonly views?: readonly string[];
  readonly names: Readonly<Record<string, Successor>>;
  /** The members of its main class, in terms of `AgentExecutionTracker` unless a package is named. */
  readonly members?: Readonly<Record<string, Successor>>;
}

const exportedBy =
  (from: NonNullable<Successor['from']>) =>
  (name: string, note?: string): Successor => ({ name, from, ...(note && { note }) });

/** A name that `@tracker/state` has. */
export const state = exportedBy('@tracker/state');

/** A name that `@tracker/core` has. */
export const core = exportedBy('@tracker/core');

/** A name that `@tracker/compat` has. */
export const compat = exportedBy('@tracker/compat');

/** A member of `AgentExecutionTracker`. */
export const call = (name: string, note?: string): Successor => ({ name, ...(note && { note }) });

/** Nothing takes its place. */
export const gone = (note: string): Successor => ({ note });
