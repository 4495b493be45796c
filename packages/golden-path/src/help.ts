import { FAULT_KINDS } from './fault-kind.js';
import { DEFAULTS } from './defaults.js';

/** What `--help` says. */
export const HELP = `Usage: tracker-golden-path [options]

Runs the whole journey for many users at once: message, WebSocket, gateway, agent, model, tools,
answer, acknowledgement. Some journeys meet a fault by design. Prints the success criteria with
exact one-sided 95 % bounds and writes a report with pictures.

  --journeys <n>     questions to ask (${DEFAULTS.journeys})
  --users <n>        users who ask at once (${DEFAULTS.users})
  --seed <n>         the plan: who asks what and meets which fault (${DEFAULTS.seed})
  --faults <share>   share of journeys that meet a fault, 0 to 1 (${DEFAULTS.faults})
  --only <kinds>     only these kinds of faults, with commas between
  --report <file>    where the page goes (${DEFAULTS.report})
  --no-report        no page
  --evidence <file>  also write what was audited, as JSON lines for tracker-audit
  --json             the whole report as JSON on standard output
  -h, --help         this text
  -v, --version      the version

Faults: ${FAULT_KINDS.slice(0, 7).join(', ')},
  ${FAULT_KINDS.slice(7).join(', ')}.

With OPENAI_BASE_URL set, the model there is asked (its key in OPENAI_API_KEY, its name in
OPENAI_MODEL) instead of the scripted one beside; faults of the model are then left out.

Exit code: 0 all criteria met, 1 not met, 2 bad usage or no run.
`;
