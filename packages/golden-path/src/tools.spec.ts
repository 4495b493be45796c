import { TOOL_DECLARATIONS, runTool } from './tools.js';

const call = (name: string, input: string) =>
  runTool({ id: 'call_1', type: 'function', function: { name, arguments: input } });

describe('the tools', () => {
  it('look up and calculate', () => {
    expect(call('lookup', '{"country":"Kenya"}')).toBe('the capital of Kenya is Nairobi');
    expect(call('calculate', '{"expression":"17 * 23"}')).toBe('17 * 23 is 391');
  });

  it.each([
    ['lookup', '{"country":"Atlantis"}', /no country called "Atlantis"/],
    ['lookup', '{"country":7}', /could not do that/],
    ['calculate', '{"expression":"1 / 0"}', /no finite number/],
    ['calculate', 'not json', /could not do that/],
    ['format_disk', '{}', /there are calculate, lookup/],
  ])('tell the model what is wrong with %s(%s) and do not throw', (name, input, told) => {
    expect(call(name, input)).toMatch(told);
  });

  it('are declared with the parameters that they check', () => {
    expect(TOOL_DECLARATIONS.map((tool) => tool['function'])).toMatchObject([
      { name: 'calculate', parameters: { required: ['expression'] } },
      { name: 'lookup', parameters: { required: ['country'], additionalProperties: false } },
    ]);
  });
});
