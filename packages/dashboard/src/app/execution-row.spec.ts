import { completed, frame, pending, running } from './execution.fixture.js';
import { newRow, rowAfter, rowOf } from './execution-row.js';

it('keeps nothing of what an agent was asked or has answered', () => {
  const row = rowOf(completed({}, { metadata: { secret: 'x' } }));
  expect(JSON.stringify(row)).not.toMatch(/secret|blue/);
});

it('says how the delivery stands', () => {
  const standing = (delivery: object) => rowOf(completed(delivery)).standing;
  expect(rowOf(pending()).standing).toBe('open');
  expect(standing({})).toBe('waiting');
  expect(standing({ overdueAt: 37_001 })).toBe('overdue');
  expect(standing({ overdueAt: 37_001, acknowledgedAt: 40_000 })).toBe('acknowledged');
});

it('goes along with what the feed tells', () => {
  const row = rowOf(running());
  const held = rowAfter(row, frame({ fact: 'held' }));
  expect(held).toMatchObject({ onHold: true, seq: 6, updatedAt: 7_000 });
  expect(rowAfter(held, frame({ fact: 'progressed', seq: 7 })).onHold).toBe(true);
  expect(rowAfter(held, frame({ fact: 'resumed', seq: 7 })).onHold).toBe(false);
  const asked = rowAfter(held, frame({ fact: 'cancel_requested', seq: 7 }));
  expect(asked).toMatchObject({ cancelling: true, onHold: true });
  const cause = { kind: 'cancellation', requestedAt: 7_000, forced: true };
  const end = { type: 'agent_error', message: 'It was stopped.', cause, state: 'cancelled' };
  const over = rowAfter(asked, frame({ ...end, fact: 'ended', seq: 8, at: 9_000 }));
  expect(over).toMatchObject({
    ...{ state: 'cancelled', onHold: false, cancelling: false },
    ...{ endedAt: 9_000, standing: 'waiting' },
  });
});

it('knows what it knows: an old fact changes nothing', () => {
  const row = rowOf(completed({ acknowledgedAt: 8_000 }));
  expect(rowAfter(row, frame({ seq: row.seq }))).toBe(row);
});

it('begins with the fact of creation', () => {
  const created = frame({ fact: 'created', seq: 1, state: 'pending', phase: 'created', at: 1_000 });
  expect(newRow(created)).toEqual(rowOf(pending()));
});
