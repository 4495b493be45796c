import type { VocabularyTables } from './vocabulary-tables.js';

/** Something that a translation does not carry over. */
export interface Loss {
  /** `to`: from their word to a state. `from`: from a state to their word. */
  readonly direction: 'to' | 'from';
  /** What is translated. */
  readonly given: string;
  /** What it becomes; undefined where the other side has nothing. */
  readonly becomes: string | undefined;
  readonly loss: string;
}

/** Every loss that the tables of a vocabulary declare. */
export function lossesOf(tables: VocabularyTables<string>): readonly Loss[] {
  const to = Object.entries(tables.toCanonical).map(([given, row]) =>
    'none' in row
      ? { direction: 'to', given, becomes: undefined, loss: row.none }
      : { direction: 'to', given, becomes: row.state, loss: row.loss },
  );
  const from = Object.entries(tables.fromCanonical).map(([given, row]) =>
    'none' in row
      ? { direction: 'from', given, becomes: undefined, loss: row.none }
      : { direction: 'from', given, becomes: row.word, loss: row.loss },
  );
  return ([...to, ...from] as readonly Translated[]).filter(isLossy);
}

type Translated = Omit<Loss, 'loss'> & { readonly loss: string | undefined };

function isLossy(row: Translated): row is Loss {
  return row.loss !== undefined;
}
