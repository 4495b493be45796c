import type { ExecutionState } from '@tracker/state';
import type { Meaning } from './meaning.js';

/** A word or a state with nothing on the other side, and why. */
export interface Untranslatable {
  readonly none: string;
}

/** What one word means here. */
export type Translation = (Meaning | Untranslatable) & {
  /** Whether the other system never leaves this word. */
  readonly final?: true;
  /** Why a word that is final there is not terminal here, or the other way round. */
  readonly unlike?: string;
  /** What the meaning does not say though the word did. */
  readonly loss?: string;
};

/** How one state is spelled there. */
export type Spelling<Word extends string> =
  | Untranslatable
  | {
      readonly word: Word;
      /** What the word does not say though the state did. */
      readonly loss?: string;
    };

/** Both tables of a vocabulary; the compiler sees to it that neither has a gap. */
export interface VocabularyTables<Word extends string> {
  /** Whose words these are, such as `BullMQ job state`. */
  readonly name: string;
  readonly toCanonical: Readonly<Record<Word, Translation>>;
  readonly fromCanonical: Readonly<Record<ExecutionState, Spelling<NoInfer<Word>>>>;
}
