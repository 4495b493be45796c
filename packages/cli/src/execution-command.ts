import type { Command } from 'commander';
import { commandNamed, storeOption, userOption, withOptions } from './command-context.js';

/** A command about one execution of a store, as a user may see it. */
export function executionCommand(
  name: string,
  summary: string,
  examples: readonly string[],
): Command {
  const command = commandNamed(name, summary, examples).argument('<id>', 'the execution');
  return withOptions(command, storeOption(), userOption());
}
