import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { BreakerPolicy, BreakerSnapshot } from './breaker.js';
import { parseInput } from './door.js';
import { nameSchema } from './inputs.js';
import { Dependency, type BreakerStatus } from './dependency.js';

/** Dependencies a tracker knows at most; their names must not come from user input. */
const MAX_DEPENDENCIES = 1_000;

/** The dependencies of all executions of a tracker, by name such as `llm:openai`. */
export class Dependencies {
  readonly #byName = new Map<string, Dependency>();
  readonly #policy: BreakerPolicy;
  readonly #changed: (snapshot: BreakerSnapshot) => void;

  constructor(policy: BreakerPolicy, changed: (snapshot: BreakerSnapshot) => void) {
    this.#policy = policy;
    this.#changed = changed;
  }

  /** The dependency of that name; made at first use. Throws `limit_reached` beyond 1 000 names. */
  get(name: string): Dependency {
    const known = this.#byName.get(name);
    if (known) return known;
    if (this.#byName.size >= MAX_DEPENDENCIES) throw tooMany(name);
    parseInput(nameSchema, name, 'A dependency');
    const dependency = new Dependency(name, this.#policy, this.#changed);
    this.#byName.set(name, dependency);
    return dependency;
  }

  /** Takes over what earlier processes have learnt about dependencies that this one has not met yet. */
  restore(snapshots: readonly BreakerSnapshot[]): void {
    for (const snapshot of snapshots) {
      if (this.#byName.has(snapshot.dependency) || this.#byName.size >= MAX_DEPENDENCIES) continue;
      this.get(snapshot.dependency).restore(snapshot);
    }
  }

  statuses(): readonly BreakerStatus[] {
    return [...this.#byName.values()].map((dependency) => dependency.status());
  }

  /**
   * Its own, and what other processes stored last about theirs. Where the two differ the stored one is newer, unless a
   * probe is under way here, which is never stored.
   */
  statusesWith(stored: readonly BreakerSnapshot[]): readonly BreakerStatus[] {
    const all = new Map<string, BreakerStatus>(stored.map((one) => [one.dependency, one]));
    for (const own of this.statuses()) {
      const other = all.get(own.dependency);
      const isNewer = !other || other.state === own.state || own.state === 'half_open';
      if (isNewer) all.set(own.dependency, own);
    }
    return [...all.values()];
  }
}

function tooMany(name: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.LIMIT_REACHED,
    message:
      `There are ${MAX_DEPENDENCIES} dependencies already, and "${name}" would be one more. ` +
      `Name what is called, such as "llm:openai", not each call.`,
    details: { dependency: name },
  });
}
