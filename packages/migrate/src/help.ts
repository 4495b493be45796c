import { EXCEPTIONS_FILE } from './exceptions.js';
import { MAX_FILE_BYTES } from './folder-walk.js';

/** What `--help` says. */
export const HELP = `Usage: tracker-compat migrate [options] <folder>
       tracker-compat audit [options] <folder>

migrate  Rewrites legacy imports and calls in TypeScript and JavaScript to the canonical ones, as
         far as a file proves that they mean the same. Prints a unified diff to standard output, and
         to standard error what was left, why, and what to do. Changes nothing unless told to.

  --write            changes the files, each wholly or not at all
  --check            changes nothing; exit code 1 if anything would change
  --tracker <file>[#<name>]
                     the module that exports the one tracker of the program, by default as
                     tracker; it takes the place of getExecutionTracker() and the like
  --json             everything as JSON on standard output

audit    Finds definitions of execution state, dictionaries passed as states, and trackers that
         compete with the one, in TypeScript, JavaScript, Python and SQL. What may stand is said,
         with the reason, in ${EXCEPTIONS_FILE} in the folder.

  --format <format>  text, json or sarif (2.1.0, for annotations of pull requests); default text

  -h, --help         this text
  -v, --version      the version

Hidden folders, node_modules, dist, build, coverage and the like are not entered, links are not
followed, and files of more than ${MAX_FILE_BYTES} bytes are not read.

Exit code: 0 clean, 1 findings or, with --check, changes, 2 bad usage or something that could not be
read or written.
`;
