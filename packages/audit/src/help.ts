/** What `--help` says. */
export const HELP = `Usage: tracker-audit [options] [file | -]...

Reads execution histories as JSON lines, checks every guarantee, and prints a certificate
or the violations by name. Reads standard input when no file is named.

  --as-of <instant>  the instant for which the report is to be true: epoch milliseconds or
                     ISO 8601; by default the last instant that the data names
  --json             the whole report as JSON
  -h, --help         this text
  -v, --version      the version

Exit code: 0 certified, 1 violations, 2 bad usage or input that can not be read.

Examples
  tracker-audit histories.jsonl
  tracker-audit --as-of 2026-01-31T12:00:00Z histories.jsonl transcripts.jsonl
  zcat export.jsonl.gz | tracker-audit --json -
`;
