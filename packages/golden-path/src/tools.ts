import { z } from 'zod';
import { CAPITALS } from './atlas.js';
import { calculate } from './calculator.js';
import type { ChatRequest, ToolCall } from './chat-protocol.js';

/** Something an agent can do for a model. */
interface Tool<Input = unknown> {
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly run: (input: Input) => string;
}

/** Keeps the input of a tool's schema and of its function the same. */
function tool<Input>(definition: Tool<Input>): Tool {
  return {
    ...definition,
    run: (input) => definition.run(definition.input.parse(input)),
  };
}

const TOOLS: ReadonlyMap<string, Tool> = new Map([
  [
    'calculate',
    tool({
      description: 'Calculates an expression of numbers, + - * / and parentheses.',
      input: z.strictObject({ expression: z.string().max(200) }),
      run: ({ expression }) => `${expression} is ${calculate(expression)}`,
    }),
  ],
  [
    'lookup',
    tool({
      description: 'Finds the capital of a country.',
      input: z.strictObject({ country: z.string().max(100) }),
      run: ({ country }) => {
        const capital = CAPITALS.get(country);
        return capital === undefined
          ? `the atlas has no country called ${JSON.stringify(country)}`
          : `the capital of ${country} is ${capital}`;
      },
    }),
  ],
]);

/** The tools as a model is told about them; their parameters come from the schemas that check them. */
export const TOOL_DECLARATIONS: NonNullable<ChatRequest['tools']> = [...TOOLS].map(
  ([name, { description, input }]) => ({
    type: 'function' as const,
    function: { name, description, parameters: z.toJSONSchema(input) },
  }),
);

/** Does what a model asked for. What goes wrong is told to the model, which asked, and not thrown. */
export function runTool({ function: { name, arguments: input } }: ToolCall): string {
  const found = TOOLS.get(name);
  if (!found)
    return `there is no tool ${JSON.stringify(name)}; there are ${[...TOOLS.keys()].join(', ')}`;
  try {
    return found.run(JSON.parse(input));
  } catch (error) {
    return `the tool could not do that: ${error instanceof Error ? error.message : String(error)}`;
  }
}
