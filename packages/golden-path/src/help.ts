import { FAULT_KINDS } from './fault-kind.js';
import { DEFAULTS, SOAK_ROUND } from './defaults.js';

const middle = Math.ceil(FAULT_KINDS.length / 3);
const kindLines = [0, 1, 2].map((third) =>
  FAULT_KINDS.slice(third * middle, (third + 1) * middle).join(', '),
);

/** What `--help` says. */
export const HELP = `Usage: tracker-golden-path [options]

Runs the whole journey for many users at once: message, WebSocket, gateway, agent, model, tools,
answer, acknowledgement. Gateways and workers are processes of their own over one store, and some
journeys meet a fault by design. Prints the success criteria with exact one-sided 95 % bounds and
writes a report with pictures.

  --journeys <n>      questions to ask (${DEFAULTS.journeys}; in each round of a soak ${SOAK_ROUND})
  --users <n>         users who ask at once (${DEFAULTS.users})
  --seed <n>          the plan: who asks what and meets which fault (${DEFAULTS.seed})
  --faults <share>    share of journeys that meet a fault, 0 to 1 (${DEFAULTS.faults})
  --only <kinds>      only these kinds of faults, with commas between
  --only-journey <id> only this journey of the plan, such as question-0042
  --every-cell        one journey for each fault of the matrix, in place of a share
  --soak <time>       round after round, each with the next seed, for 90s, 30m or 2h
  --store <address>   path of a SQLite file, or postgres://… (a temporary SQLite file)
  --html <file>       where the page goes (${DEFAULTS.html})
  --no-html           no page
  --junit <file>      also the report as JUnit XML
  --evidence <file>   also what was audited, as JSON lines for tracker-audit
  --json              the whole report as JSON on standard output
  --matrix            only print which fault can strike where and when, and why not elsewhere
  -h, --help          this text
  -v, --version       the version

Faults: ${kindLines.join(',\n  ')}.

With OPENAI_BASE_URL set, the model there is asked (its key in OPENAI_API_KEY, its name in
OPENAI_MODEL) instead of the scripted one beside; faults of the model are then left out.
A PostgreSQL database must be one that nobody else uses: its connections are broken by design.

Exit code: 0 all criteria met, 1 not met, 2 bad usage or no run, 130 interrupted.
`;
