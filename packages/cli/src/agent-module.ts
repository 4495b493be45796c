import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Agent } from '@tracker/core';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { importModule } from './import-module.cjs';

/** Names under which an agent is looked for when none was given. */
const USUAL = ['default', 'agent'] as const;

/** The agent that a module exports, as its default, as `agent`, or under the name that was given. */
export async function agentOf(file: string, name?: string): Promise<Agent> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Failure(ExitCode.USAGE, `There is no module ${path}.`);
  const exported = await load(path);
  const names = name === undefined ? USUAL : [name];
  const found = names.map((one) => exported[one]).find((one) => typeof one === 'function');
  if (found) return found as Agent;
  throw new Failure(
    ExitCode.USAGE,
    `${path} exports no function as ${names.map((one) => `"${one}"`).join(' or ')}; ` +
      `it exports ${Object.keys(exported).join(', ') || 'nothing'}. An agent is a function of its execution.`,
  );
}

async function load(path: string): Promise<Record<string, unknown>> {
  try {
    return await importModule(pathToFileURL(path).href);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(ExitCode.USAGE, `${path} can't be imported: ${said}`, { cause });
  }
}
