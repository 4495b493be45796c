import fc from 'fast-check';
import { createAudit } from './audit.js';
import { auditHistory } from './audit-history.js';
import { legalWorld, type Line } from './legal-world.fixture.js';
import { LegalLife, walk } from './legal-life.fixture.js';
import { readerView } from './reader-view.js';
import { rebuild } from './rebuild.js';

const birth = { executionId: 'life', userId: 'user-ann', at: 1_000_000 };
const isRead = ({ kind }: Line) => kind === 'record' || kind === 'transcript';

describe('an audit of a stream', () => {
  it('judges reads and transcripts alike, whether they come before or after the facts', () => {
    fc.assert(
      fc.property(legalWorld, ({ lines, asOf }) => {
        const seenFirst = [...lines.filter(isRead), ...lines.filter((line) => !isRead(line))];
        expect(auditHistory(seenFirst, { asOf }).violations).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('knows every version that readers were ever shown, however late it hears of the read', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 30 }), (picks) => {
        const { events } = walk(birth, picks);
        const reads = events.map(({ at: readAt }, index) => {
          const rebuilt = rebuild(events.slice(0, index + 1));
          return { kind: 'record', readAt, record: rebuilt && readerView(rebuilt) };
        });
        expect(auditHistory([...events, ...reads]).violations).toEqual([]);
        expect(auditHistory([...reads, ...events]).violations).toEqual([]);
      }),
    );
  });

  it('names the field when the read comes while the history is where it was read', () => {
    const { events } = new LegalLife(birth).change('starting');
    const audit = createAudit();
    for (const event of events) audit.add(event);
    audit.add({
      kind: 'record',
      readAt: 1_000_000,
      record: {
        ...seenStarting(),
        owner: 'process-2',
      },
    });
    expect(audit.finish().violations).toMatchObject([
      {
        code: 'read_differs',
        executionId: 'life',
        seq: 2,
        facts: [
          'facts 1 to 2 of the history rebuild owner "process-1"',
          'a reader of version 2 saw owner "process-2"',
        ],
      },
    ]);
  });

  it('accepts an end that readers saw before anybody wrote it, when it is the one that came', () => {
    const life = new LegalLife(birth).endUnhappily('start');
    const [created, ended] = life.events;
    const seen = { kind: 'record', readAt: life.now + 5, record: seenTimeout(life.now) };
    expect(auditHistory([created, seen, ended]).violations).toEqual([]);
    expect(auditHistory([created, seen]).violations).toEqual([]);
  });

  it('can be asked for its report in between, and takes back what later lines complete', () => {
    const { events } = new LegalLife(birth).change('starting').change('running');
    const audit = createAudit();
    for (const event of events) audit.add(event);
    const open = audit.finish();
    expect(open.data.open).toBe(1);
    expect(audit.finish()).toEqual(open);
  });

  it('counts an execution as open until its bound, and as a violation after it', () => {
    const life = new LegalLife(birth);
    const { startTimeoutMs, executionTimeoutMs, holdTimeoutMs } = life.limits;
    const bound = life.createdAt + startTimeoutMs + executionTimeoutMs + holdTimeoutMs;
    expect(auditHistory(life.events, { asOf: bound })).toMatchObject({
      certified: true,
      data: { open: 1 },
    });
    expect(auditHistory(life.events, { asOf: bound + 1 })).toMatchObject({
      certified: false,
      counts: { never_ended: 1 },
      data: { open: 0 },
    });
  });

  it('says how many ends nobody witnessed', () => {
    const ann = new LegalLife(birth).endUnhappily('failed').acknowledge();
    const bystander = { kind: 'transcript', userId: 'user-ben', frames: [] };
    expect(auditHistory(ann.events).data.unwitnessed).toBe(0);
    expect(auditHistory([...ann.events, bystander]).data.unwitnessed).toBe(1);
  });
});

function seenPending() {
  const [created] = new LegalLife(birth).events;
  const { executionId: id, seq: version, at, type: _, ...given } = created as never as Line;
  return {
    ...given,
    id,
    version,
    state: 'pending',
    phase: 'created',
    createdAt: at,
    updatedAt: at,
    endsBy: Number(at) + 16_000,
    phaseEnteredAt: at,
    phases: {},
    progressAt: at,
    progress: null,
    heldMs: 0,
    cancel: null,
  };
}

function seenStarting() {
  return {
    ...seenPending(),
    state: 'starting',
    phase: 'starting',
    version: 2,
    phases: { created: { count: 1, totalMs: 0 } },
    startedAt: 1_000_000,
  };
}

function seenTimeout(at: number) {
  return {
    ...seenPending(),
    state: 'timeout',
    phase: 'timeout',
    version: 2,
    updatedAt: at,
    phaseEnteredAt: at,
    phases: { created: { count: 1, totalMs: 3_000 } },
    owner: null,
    startedAt: null,
    runningAt: null,
    endedAt: at,
    cause: { kind: 'timeout', clock: 'start', limitMs: 3_000, elapsedMs: 3_000 },
    outcome: { kind: 'error', message: 'That did not work out; please try again.' },
    delivery: { deadline: at + 6_000, acknowledgedAt: null, acknowledgedBy: null, overdueAt: null },
  };
}
