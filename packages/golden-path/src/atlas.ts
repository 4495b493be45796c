/** The data behind the lookup tool: capitals by country. */
export const CAPITALS: ReadonlyMap<string, string> = new Map([
  ['Austria', 'Vienna'],
  ['Bolivia', 'Sucre'],
  ['Canada', 'Ottawa'],
  ['Estonia', 'Tallinn'],
  ['Ghana', 'Accra'],
  ['Iceland', 'Reykjavik'],
  ['Japan', 'Tokyo'],
  ['Kenya', 'Nairobi'],
  ['Mongolia', 'Ulaanbaatar'],
  ['Nepal', 'Kathmandu'],
  ['Peru', 'Lima'],
  ['Vietnam', 'Hanoi'],
]);
