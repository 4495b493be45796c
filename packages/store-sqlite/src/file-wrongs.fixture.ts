import { connect } from './database.js';
import { loadDriver } from './sqlite-driver.js';

/** Queries that find what would show that a transaction was not whole. */
const TORN: Readonly<Record<string, string>> = {
  'a page that is damaged': `SELECT integrity_check AS found FROM pragma_integrity_check
    WHERE integrity_check <> 'ok'`,
  'an execution whose facts are not as many as its version': `SELECT e.id AS found FROM executions e
    WHERE e.version <> (SELECT count(*) FROM facts f WHERE f.no = e.no)
       OR e.version <> (SELECT max(seq) FROM facts f WHERE f.no = e.no)`,
  'a fact of no execution': `SELECT f.cursor AS found FROM facts f
    WHERE NOT EXISTS (SELECT 1 FROM executions e WHERE e.no = f.no)`,
  'a count that is not what is there': `SELECT t.kind AS found FROM tally t
    WHERE t.kind IN (SELECT state FROM executions)
      AND t.n <> (SELECT count(*) FROM executions e WHERE e.state = t.kind)`,
};

/** What is wrong with a file, whatever the store makes of it. */
export async function fileWrongs(file: string): Promise<string[]> {
  const connection = connect(await loadDriver(), file);
  try {
    return Object.entries(TORN).flatMap(([wrong, query]) =>
      connection
        .prepare(query)
        .all()
        .map((row) => `${wrong}: ${(row as { found: unknown }).found}`),
    );
  } finally {
    connection.close();
  }
}
