import type { Metadata } from '@tracker/core';
import { questionOf } from '@tracker/server';
import { agentExecutionPhaseSchema, type JsonValue } from '@tracker/state';
import { z } from 'zod';
import { FAULT_KINDS } from './fault-kind.js';
import { MOMENTS } from './fault-matrix.js';
import type { Journey } from './journey-plan.js';

const faultNoteSchema = z.object({
  fault: z.object({
    kind: z.enum(FAULT_KINDS),
    phase: agentExecutionPhaseSchema,
    moment: z.enum(MOMENTS),
    call: z.int().min(1).max(2),
  }),
});

/** A fault as it travels with its message, so that whichever process works on it knows what to do. */
export type FaultNote = z.infer<typeof faultNoteSchema>['fault'];

/** The data of a journey's message; undefined when nothing is to go wrong. */
export function faultData({
  fault,
  call,
}: Pick<Journey, 'fault' | 'call'>): { fault: JsonValue } | undefined {
  if (!fault) return undefined;
  const { kind, phase, moment } = fault;
  return { fault: { kind, phase, moment, call } };
}

/** The fault that an execution's message brought along. */
export function faultOfMessage(metadata: Metadata): FaultNote | undefined {
  const { data } = questionOf({ metadata });
  return data && faultNoteSchema.safeParse(data).data?.fault;
}
