/** A turn in which a model asks for a tool. */
export const LOOKUP = { toolCalls: [{ name: 'weather', input: { city: 'Graz' } }] };

/** The phases of an agent whose model asks for a tool and then answers. */
export const LOOKUP_PHASES = [
  'llm_interaction',
  'thinking',
  'tool_preparation',
  'tool_execution',
  'llm_interaction',
  'result_processing',
];
