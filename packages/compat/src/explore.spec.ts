import { Ledger } from './ledger.fixture.js';
import { replayAgent } from './replay-agent.fixture.js';
import { replayRegistry } from './replay-registry.fixture.js';
import { replayHeartbeat } from './replay-heartbeat.fixture.js';
import { replayTimeout } from './replay-timeout.fixture.js';
import { AGENT_RULES } from './rules-agent.fixture.js';
import { REGISTRY_RULES } from './rules-registry.fixture.js';
import { HEARTBEAT_RULES } from './rules-heartbeat.fixture.js';
import { TIMEOUT_RULES } from './rules-timeout.fixture.js';
import { readSequences } from './trace.fixture.js';
it('explores', async () => {
  const out: string[] = [];
  for (const [file, play, rules] of [
    ['canonical_directed', replayAgent, AGENT_RULES],
    ['canonical', replayAgent, AGENT_RULES],
    ['heartbeat', replayHeartbeat, HEARTBEAT_RULES],
    ['timeout', replayTimeout, TIMEOUT_RULES],
    ['registry_original', replayRegistry, REGISTRY_RULES],
    ['registry_final', replayRegistry, REGISTRY_RULES],
  ] as const) {
    const counts: Record<string, number> = {};
    const ledger = new Ledger(rules);
    ledger.onStray = (w: string, d: { field: string; id: string }, op: string) => {
      const k = `${op}|${d.field}`;
      counts[k] = (counts[k] ?? 0) + 1;
      if ((counts[k] ?? 0) < 6) out.push(w);
    };
    const began = Date.now();
    for (const s of readSequences(file)) await play(s, ledger);
    out.push(file + (Date.now() - began) + JSON.stringify(counts) + JSON.stringify(ledger.tally));
    require('fs').writeFileSync('/tmp/explore.txt', out.join('\n'));
  }
}, 200000);
