import { when, type Contradiction } from './contradiction.js';
import { unnoticedRules } from './delivery-rules.js';
import { quoted } from './evidence-words.js';
import type { Life } from './life.js';
import { unreachedRules } from './record-rules.js';
import { sightingRules, silenceRules } from './sighting-rules.js';
import { endlessRules, gapRules } from './witness.js';

/** What can only be said once all input is read. */
export interface Hindsight {
  readonly lives: ReadonlyMap<string, Life>;
  readonly asOf: number | null;
  /** The users who have a transcript. */
  readonly witnesses: ReadonlySet<string>;
}

function retryRules({ rebuilt }: Life, { lives }: Hindsight): readonly Contradiction[] {
  if (!rebuilt || rebuilt.retryOf === null) return [];
  const first = lives.get(rebuilt.retryOf)?.rebuilt;
  return when(
    first !== undefined && first.userId !== rebuilt.userId,
    'retry_of_another_user',
    () => [
      `${quoted(first?.id)} belongs to user ${quoted(first?.userId)}`,
      `its retry belongs to user ${quoted(rebuilt.userId)}`,
    ],
  );
}

/** What `life`, now complete, contradicts. */
export function conclusions(life: Life, hindsight: Hindsight): readonly Contradiction[] {
  const { asOf, witnesses } = hindsight;
  const { rebuilt } = life;
  const witnessed = rebuilt !== undefined && witnesses.has(rebuilt.userId);
  return [
    ...gapRules(life),
    ...(asOf === null ? [] : endlessRules(life, asOf)),
    ...(asOf === null || !rebuilt ? [] : unnoticedRules(rebuilt, asOf)),
    ...life.waiting.flatMap((read) => unreachedRules(read, life)),
    ...[...life.sightings.values()].flatMap((sighting) => sightingRules(sighting, life)),
    ...(witnessed ? silenceRules(life) : []),
    ...retryRules(life, hindsight),
  ];
}
