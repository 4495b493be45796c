import type { ExecutionLimits } from '@tracker/state';
import { DEFAULT_LIMITS, LIMIT_TIERS, type LimitTier } from './default-limits.js';

type Limits = Readonly<ExecutionLimits>;
type SomeLimits = Readonly<Partial<ExecutionLimits>>;

/** Limits per agent, by its exact name. */
export type AgentLimits = Readonly<Record<string, SomeLimits>>;

/** Who asks for limits: an agent, perhaps for a tier, perhaps with some of its own. */
interface Asked {
  readonly agentName: string;
  readonly tier?: LimitTier | undefined;
  readonly limits?: SomeLimits | undefined;
}

/**
 * The limits an execution is born with: its own, over its agent's, over its tier's, over the defaults. Executions
 * without any of their own share them, since there may be a million.
 */
export class BirthLimits {
  readonly #agents: ReadonlyMap<string, SomeLimits>;
  /** By what the agent changes, which is nothing for most, and by tier; no more than there are agents set up times tiers. */
  readonly #shared = new Map<SomeLimits | undefined, Map<LimitTier | undefined, Limits>>();

  constructor(agents: AgentLimits) {
    this.#agents = new Map(Object.entries(agents));
  }

  for({ agentName, tier, limits }: Asked): Limits {
    const agent = this.#agents.get(agentName);
    return limits ? layered(tier, agent, limits) : this.#sharedBy(agent, tier);
  }

  #sharedBy(agent: SomeLimits | undefined, tier: LimitTier | undefined): Limits {
    if (!agent && !tier) return DEFAULT_LIMITS;
    let byTier = this.#shared.get(agent);
    if (!byTier) this.#shared.set(agent, (byTier = new Map()));
    let limits = byTier.get(tier);
    if (!limits) byTier.set(tier, (limits = layered(tier, agent)));
    return limits;
  }
}

/** Each layer over the one before it. */
function layered(tier: LimitTier | undefined, ...over: (SomeLimits | undefined)[]): Limits {
  const limits = { ...DEFAULT_LIMITS, ...(tier ? LIMIT_TIERS[tier] : undefined) };
  return Object.freeze(Object.assign(limits, ...over.map(definedOnly)) as Limits);
}

function definedOnly(limits: SomeLimits | undefined): SomeLimits {
  return Object.fromEntries(Object.entries(limits ?? {}).filter(([, ms]) => ms !== undefined));
}
