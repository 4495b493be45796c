import { deviationsOf, replayAll, type Recorded } from './differential.fixture.js';

/** The specification of an old surface whose behaviour was recorded. */
export function followsItsRecordings(recorded: Recorded): void {
  const used = new Set<string>();

  it.each(recorded.files)(
    'does what was recorded in %s, or deviates for a named reason',
    async (file) => {
      const tally = await replayAll(file, recorded);
      Object.keys(tally.at).forEach((name) => used.add(name));
      expect(tally.exact).toBeGreaterThan(tally.steps / 2);
    },
    60_000,
  );

  it('needs each deviation that the table gives it, and has no other', () => {
    const given = [...deviationsOf(recorded.surface)].sort();
    expect(Object.keys(recorded.rules).sort()).toEqual(given);
    expect([...used].sort()).toEqual(given);
  });
}
