import { ExecutionState } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { quoted } from './evidence-words.js';
import type { Life } from './life.js';
import { identityRules } from './opening-rules.js';
import type { Rebuilt } from './rebuild.js';
import type { SeenEnd, Sighting } from './sighting.js';

function howEndsDiffer(end: SeenEnd, rebuilt: Rebuilt, life: Life): string | undefined {
  if (rebuilt.endedAt === null) return 'the history has not ended';
  const told = `the history ended in '${rebuilt.state}'`;
  const completed = rebuilt.state === ExecutionState.COMPLETED;
  if (end.answered !== completed) return told;
  if (end.state !== undefined && end.state !== rebuilt.state) return told;
  if (end.print === undefined || life.outcomePrint === undefined) return undefined;
  return end.print === life.outcomePrint ? undefined : `${told} with another text`;
}

function endRules(end: SeenEnd, rebuilt: Rebuilt, life: Life): readonly Contradiction[] {
  const told = howEndsDiffer(end, rebuilt, life);
  return when(told !== undefined, 'frame_contradicts_history', () => [
    told ?? '',
    `a client was shown ${quoted(end.frame)}${end.state ? ` in state '${end.state}'` : ''} at ${end.at}`,
  ]);
}

/** What one client was shown, against the history. */
export function sightingRules(sighting: Sighting, life: Life): readonly Contradiction[] {
  const { rebuilt } = life;
  const { userId, client, end, identity } = sighting;
  const shown = `${client} of user ${quoted(userId)} was shown a frame of it`;
  if (!rebuilt) {
    return when(true, 'frame_without_history', () => ['the execution has no history', shown]);
  }
  return [
    ...when(rebuilt.userId !== userId, 'foreign_frame', () => [
      `the execution belongs to user ${quoted(rebuilt.userId)}`,
      shown,
    ]),
    ...identityRules(rebuilt, identity, 'a frame'),
    ...(end ? endRules(end, rebuilt, life) : []),
  ];
}

/** An execution that ended was shown to its user as an answer or an error, where clients can tell. */
export function silenceRules({ rebuilt, sightings }: Life): readonly Contradiction[] {
  if (!rebuilt || rebuilt.endedAt === null) return [];
  const told = [...sightings.values()].some(
    ({ userId, end }) => end !== undefined && userId === rebuilt.userId,
  );
  return when(!told, 'silent_failure', () => [
    `the history ended in '${rebuilt.state}' at ${rebuilt.endedAt}`,
    `no client of user ${quoted(rebuilt.userId)} was shown an answer or an error`,
  ]);
}
