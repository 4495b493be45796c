/** Dice that always fall: when `random` throws or leaves 0 … 1, one half is taken instead. */
export function safeRandom(random: () => number): () => number {
  if (random === Math.random) return random;
  return () => {
    try {
      const given = random();
      return given >= 0 && given < 1 ? given : 0.5;
    } catch {
      return 0.5;
    }
  };
}
