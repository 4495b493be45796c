import { CREATED, factAt } from './execution.fixture.js';
import { historyLine } from './history-line.js';

it.each([
  [CREATED, 'Created for ada, attempt 1'],
  [
    { type: 'state_changed', from: 'pending', to: 'starting', owner: 'w-1' },
    'pending → starting, by w-1',
  ],
  [
    { type: 'phase_entered', from: 'thinking', to: 'llm_interaction', state: 'running' },
    'thinking → llm interaction',
  ],
  [{ type: 'progressed', note: 'half of it', percent: 50 }, '50 %: half of it'],
  [{ type: 'progressed', note: null, percent: 50 }, '50 %'],
  [{ type: 'held', reason: 'ask the boss', deadline: 9_000 }, 'ask the boss'],
  [{ type: 'resumed', heldMs: 61_000 }, 'After 1 min 1 s on hold'],
  [{ type: 'cancel_requested', reason: null, deadline: 9_000 }, 'No reason given'],
  [{ type: 'cancel_acknowledged' }, 'The worker has stopped'],
  [
    {
      ...{ type: 'ended', from: 'running', to: 'timeout', phase: 'timeout' },
      cause: { kind: 'timeout', clock: 'idle', limitMs: 20_000, elapsedMs: 20_000 },
      outcome: { kind: 'error', message: 'It took too long.' },
    },
    'running → timeout: The idle clock ran out after 20 s.',
  ],
  [{ type: 'delivery_overdue', deadline: 1_000 }, 'Nobody has acknowledged the outcome in time'],
  [{ type: 'acknowledged', by: null }, 'By a client'],
])('says %j in a line', (fact, line) => {
  expect(historyLine(factAt(fact === CREATED ? 1 : 2, fact))).toBe(line);
});
