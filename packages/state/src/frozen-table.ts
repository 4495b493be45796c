/** Freezes a table and its rows, so that no reader can change the rules for the others. */
export function frozenTable<const Table extends object>(table: Table): Readonly<Table> {
  for (const row of Object.values(table)) Object.freeze(row);
  return Object.freeze(table);
}
