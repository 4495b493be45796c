import type { RunningExecution } from '@tracker/core';
import type { Tool } from 'ai';
import { eitherSignal } from './either-signal.js';
import type { Reporter } from './reporter.js';

export interface ToolParts {
  readonly name: string;
  readonly tool: Tool;
  readonly execution: RunningExecution;
  readonly reporter: Reporter;
}

type Execute = NonNullable<Tool['execute']>;

const GeneratorFunction = async function* () {
  yield;
}.constructor;

/** A tool of the AI SDK whose calls are guarded and told. One that yields is only told: its items come when they come. */
export function trackedTool({ name, tool, execution, reporter }: ToolParts): Tool {
  const { execute } = tool;
  if (!execute) return tool;
  const calling: Execute =
    execute instanceof GeneratorFunction
      ? async function* (input, options) {
          await reporter.enter('tool_execution');
          for await (const part of execute(input, options) as AsyncIterable<unknown>) {
            reporter.progress();
            yield part;
          }
        }
      : async (input, options) => {
          await reporter.enter('tool_execution');
          const result = await execution.guard(`tool:${name}`, (signal) =>
            execute(input, { ...options, abortSignal: eitherSignal(options.abortSignal, signal) }),
          );
          reporter.progress();
          return result;
        };
  return { ...tool, execute: calling } as Tool;
}
