import { BIRTH } from './birth.fixture.js';
import { decide, decideBirth } from './decide.js';
import { LiveTable } from './live-table.js';
import type { ExecutionRecord } from './record.js';
import { ALWAYS_AWAKE, NO_SIGNS } from './signs.js';
import { callerCancel } from './end-input.js';
import { defaultUserMessage } from './user-message.js';

const born = (executionId: string): ExecutionRecord =>
  decideBirth({ ...BIRTH, executionId }, 0).next;

function ended(record: ExecutionRecord): ExecutionRecord {
  const ending = callerCancel({}, 0, defaultUserMessage);
  const circumstances = {
    now: 0,
    signs: NO_SIGNS,
    sleptSince: ALWAYS_AWAKE,
    judge: 'x',
    userMessage: defaultUserMessage,
  };
  return decide(record, { type: 'end', ending }, circumstances).next;
}

describe('an execution that a table has let go of', () => {
  it('is let go of once: its signs are nobody else’s when it is abandoned after its end', () => {
    const table = new LiveTable(10);
    const [first, gone] = ['first', 'gone'].map((id) => table.adopt(born(id)));
    table.take(gone!, ended(gone!.record));
    table.abandon(gone!, new Error('nobody knows it any more'));
    first!.aliveAt = 5;
    for (const id of ['third', 'fourth']) table.adopt(born(id)).aliveAt = 9;
    expect(first!.aliveAt).toBe(5);
  });

  it('does not take along another one that has its id by then', () => {
    const table = new LiveTable(10);
    const gone = table.adopt(born('same'));
    table.take(gone, ended(gone.record));
    const next = table.adopt(born('same'));
    table.abandon(gone, new Error('nobody knows it any more'));
    expect(table.get('same')).toBe(next);
  });
});
