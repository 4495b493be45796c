/** The ways in which a set of words can be written down. */
export type DefinitionForm =
  | 'enum'
  | 'union type'
  | 'constant object'
  | 'constant list'
  | 'schema'
  | 'class of constants'
  | 'SQL constraint';

/** A set of words that a file defines. */
export interface SeenDefinition {
  readonly kind: 'definition';
  readonly form: DefinitionForm;
  /** What it is called; undefined where it has no name. */
  readonly name: string | undefined;
  /** The words as written, in order: the values or, where these are no text, the names. */
  readonly words: readonly string[];
  readonly offset: number;
}

/** A class, with what can be called on it. */
export interface SeenClass {
  readonly kind: 'class';
  readonly name: string;
  readonly methods: readonly string[];
  readonly offset: number;
}

/** A call that is given an object or a dictionary where a state belongs. */
export interface SeenDictionary {
  readonly kind: 'dictionary';
  /** The function that is called. */
  readonly name: string;
  readonly offset: number;
}

/** What a reader of a language finds in a file, before anybody has judged it. */
export type Sighting = SeenDefinition | SeenClass | SeenDictionary;

/** What a reader must know to look. */
export interface Looking {
  /** The functions whose second argument is a state. */
  readonly takesState: ReadonlySet<string>;
}

/** Fewer words than this define nothing worth comparing. */
export const MIN_WORDS = 3;
