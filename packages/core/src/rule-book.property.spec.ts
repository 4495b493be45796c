import {
  executionSchema,
  historyEventSchema,
  isTerminal,
  phaseAgrees,
  type HistoryEvent,
} from '@tracker/state';
import fc from 'fast-check';
import { BIRTH } from './birth.fixture.js';
import type { Command } from './command.js';
import { decide, decideBirth, type Decision } from './decide.js';
import { fold } from './fold.js';
import {
  LifeModel,
  SHORT_LIMITS,
  type Asking,
  type GivenEnd,
  type Step,
} from './life-model.fixture.js';
import { steps } from './life-steps.fixture.js';
import type { ExecutionRecord } from './record.js';
import { ALWAYS_AWAKE, type Signs } from './signs.js';
import { defaultUserMessage } from './user-message.js';
import { toExecution } from './view.js';

const BORN_AT = 1_000_000;

function commandFor(step: Asking, now: number): Command {
  switch (step.do) {
    case 'look':
      return { type: 'settle' };
    case 'advance':
      return { type: 'advance', to: step.to as never, owner: 'worker' };
    case 'enter':
      return { type: 'enter_phase', phase: step.phase };
    case 'report':
      return { type: 'progress', note: 'reading', percent: null };
    case 'hold':
      return { type: 'hold', reason: 'a question', timeoutMs: step.ms };
    case 'resume':
      return { type: 'resume' };
    case 'cancel':
      return { type: 'request_cancel', reason: null };
    case 'stop':
      return { type: 'acknowledge_cancel' };
    case 'acknowledge':
      return { type: 'acknowledge', by: 'phone' };
    case 'end':
      return { type: 'end', ending: endingFor(step.to, now) };
  }
}

function endingFor(to: GivenEnd, now: number) {
  const sorry = { kind: 'error', message: 'Sorry.' } as const;
  switch (to) {
    case 'completed':
      return {
        to,
        cause: { kind: 'answered' },
        outcome: { kind: 'answer', answer: 42 },
      } as const;
    case 'failed':
      return {
        to,
        cause: { kind: 'failure', code: 'agent_error', fault: 'agent' },
        outcome: sorry,
      } as const;
    case 'cancelled':
      return {
        to,
        cause: { kind: 'cancellation', requestedAt: now, forced: false },
        outcome: sorry,
      } as const;
  }
}

/** A record with its history and signs, moved only by the rule book. */
class Life {
  record: ExecutionRecord;
  readonly history: HistoryEvent[];
  now = BORN_AT;
  signs: Signs = { aliveAt: BORN_AT, progressAt: 0, leaseAt: null, stalledSince: null };

  constructor() {
    const born = decideBirth(BIRTH, BORN_AT);
    this.record = born.next;
    this.history = [...born.events];
  }

  decide(command: Command): Decision {
    const { now, signs } = this;
    const decision = decide(this.record, command, {
      now,
      signs,
      sleptSince: ALWAYS_AWAKE,
      judge: 'judge',
      userMessage: defaultUserMessage,
    });
    this.record = decision.next;
    this.history.push(...decision.events);
    return decision;
  }

  /** A heartbeat, as the tracker counts it. */
  sign(progress: boolean): void {
    const aliveAt = this.now;
    this.signs = { ...this.signs, aliveAt, ...(progress ? { progressAt: this.now } : {}) };
  }
}

function live(taken: readonly Step[], after: (life: Life, model: LifeModel) => void): Life {
  const life = new Life();
  const model = new LifeModel(BORN_AT, SHORT_LIMITS);
  for (const step of taken) {
    const before = life.record;
    if (step.do === 'wait') life.now += step.ms;
    else if (step.do === 'beat' || step.do === 'sign progress') {
      const progress = step.do === 'sign progress';
      if (model.sign(life.now, progress)) life.sign(progress);
      life.decide({ type: 'settle' });
      model.isOver(life.now);
    } else {
      // nobody acknowledges what nobody has seen
      if (step.do === 'acknowledge') life.decide({ type: 'settle' });
      const { refusal } = life.decide(commandFor(step, life.now));
      expect([step, refusal?.code ?? 'done']).toEqual([step, model.take(step, life.now)]);
      if (refusal?.code === 'already_ended') {
        expect(refusal.details).toMatchObject({ state: model.state, endedAt: model.endedAt });
        expect(refusal.details['cause']).toEqual(life.record.cause);
      }
    }
    if (life.record !== before) after(life, model);
  }
  return life;
}

function clockOf({ cause }: ExecutionRecord): string | null {
  switch (cause?.kind) {
    case 'timeout':
      return cause.clock;
    case 'death':
      return 'liveness';
    case 'cancellation':
      return cause.forced ? 'cancel' : null;
    default:
      return null;
  }
}

describe('for every life, the rule book', () => {
  it('comes to the same end, at the same instant, by the same clock, as an independent model', () => {
    const check = (life: Life, model: LifeModel): void => {
      const { state, phase, version, hold, heldMs, endedAt, runningAt, delivery } = life.record;
      expect({ state, phase, version, heldMs, endedAt, runningAt }).toEqual({
        state: model.state,
        phase: model.phase,
        version: model.facts,
        heldMs: model.heldMs,
        endedAt: model.endedAt,
        runningAt: model.runningAt,
      });
      expect(hold?.deadline).toBe(model.hold?.deadline);
      expect(clockOf(life.record)).toBe(model.endedBy);
      expect(delivery?.acknowledgedAt ?? null).toBe(model.acknowledgedAt);
      expect(delivery?.overdueAt ?? null).toBe(model.overdueAt);
      expect(life.record.endsBy).toBe(model.endsBy);
    };
    fc.assert(
      fc.property(steps, (taken) => void live(taken, check)),
      { numRuns: 2_000 },
    );
  });

  it('keeps a history without gaps, in order of time, that folds to the record', () => {
    const check = ({ record, history }: Life): void => {
      expect(fold(history)).toEqual(record);
    };
    const whole = (taken: readonly Step[]): void => {
      const { history } = live(taken, check);
      expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
      const instants = history.map(({ at }) => at);
      expect(instants).toEqual([...instants].sort((one, other) => one - other));
    };
    fc.assert(fc.property(steps, whole), { numRuns: 1_000 });
  });

  it('tells only events and shows only executions that the definition can parse', () => {
    const whole = (taken: readonly Step[]): void => {
      const { history } = live(taken, ({ record }) => {
        expect(executionSchema.safeParse(toExecution(record)).error).toBeUndefined();
        expect(phaseAgrees(record.phase, record.state)).toBe(true);
      });
      for (const event of history) {
        expect(historyEventSchema.safeParse(event).error).toBeUndefined();
      }
    };
    fc.assert(fc.property(steps, whole), { numRuns: 1_000 });
  });

  it('ends once, and changes nothing but the delivery afterwards', () => {
    const whole = (taken: readonly Step[]): void => {
      let ended: ExecutionRecord | undefined;
      const { history } = live(taken, ({ record }) => {
        if (ended) {
          const { version, updatedAt, delivery } = record;
          expect({ ...ended, version, updatedAt, delivery }).toEqual(record);
        } else if (isTerminal(record.state)) ended = record;
      });
      const after = history.slice(history.findIndex(({ type }) => type === 'ended') + 1);
      const kinds = ended ? after.map(({ type }) => type) : [];
      expect(kinds.every((kind) => kind === 'delivery_overdue' || kind === 'acknowledged')).toBe(
        true,
      );
      expect(new Set(kinds).size).toBe(kinds.length);
    };
    fc.assert(fc.property(steps, whole), { numRuns: 1_000 });
  });

  it('has ended it by the bound it was born with, whenever anybody looks after that', () => {
    const whole = (taken: readonly Step[], late: number): void => {
      const life = live(taken, () => undefined);
      life.now = Math.max(life.now, life.record.endsBy + 1 + late);
      life.decide({ type: 'settle' });
      expect(isTerminal(life.record.state)).toBe(true);
      expect(life.record.endedAt).toBeLessThanOrEqual(life.record.endsBy);
    };
    fc.assert(fc.property(steps, fc.nat(100_000), whole), { numRuns: 1_000 });
  });
});
