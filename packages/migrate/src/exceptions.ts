import { join } from 'node:path';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { z } from 'zod';
import { AUDIT_RULES, type AuditRule, type Finding } from './finding.js';
import { reasonOf } from './folder-walk.js';
import { readText } from './read-text.js';

/** The file in the searched folder that says what may stand, and why. */
export const EXCEPTIONS_FILE = '.tracker-audit.json';

const ruleNames = Object.keys(AUDIT_RULES) as [AuditRule, ...AuditRule[]];

const exceptionsSchema = z.strictObject({
  exceptions: z
    .array(
      z.strictObject({
        /** A file, or a folder with all below it; from the searched folder. */
        path: z.string().min(1),
        /** Default: every rule. */
        rules: z.array(z.enum(ruleNames)).min(1).optional(),
        /** A sentence for whoever wonders. */
        why: z.string().trim().min(10),
      }),
    )
    .max(1_000),
});

type Exception = z.infer<typeof exceptionsSchema>['exceptions'][number];

/** Exceptions, and which of them were needed. */
export class Exceptions {
  readonly #all: readonly Exception[];
  readonly #used = new Set<Exception>();

  constructor(all: readonly Exception[]) {
    this.#all = all;
  }

  /** The reason why a finding may stand; undefined when there is none. */
  reasonFor({ file, rule }: Finding): string | undefined {
    const found = this.#all.filter(
      ({ path, rules }) => isAt(file, path) && (rules?.includes(rule) ?? true),
    );
    found.forEach((each) => this.#used.add(each));
    return found[0]?.why;
  }

  /** The exceptions that excepted nothing, as findings. */
  unused(): readonly Finding[] {
    return this.#all
      .filter((each) => !this.#used.has(each))
      .map(({ path }) => ({
        rule: 'unused-exception',
        file: EXCEPTIONS_FILE,
        line: 1,
        column: 1,
        name: path,
        message: `The exception for ${path} excepts nothing.`,
        isTest: false,
      }));
  }
}

function isAt(file: string, path: string): boolean {
  const place = path.replace(/^\.\//, '').replace(/\/$/, '');
  return place === '.' || file === place || file.startsWith(`${place}/`);
}

/** Reads the exceptions of a folder. Rejects with `invalid_input` when there is such a file and it can't be used. */
export async function readExceptions(folder: string): Promise<Exceptions> {
  const path = join(folder, EXCEPTIONS_FILE);
  const text = await readText(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"exceptions":[]}';
    throw unusable(reasonOf(error));
  });
  try {
    return new Exceptions(exceptionsSchema.parse(JSON.parse(text ?? '')).exceptions);
  } catch (error) {
    throw unusable(error instanceof z.ZodError ? z.prettifyError(error) : reasonOf(error));
  }
}

function unusable(why: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message:
      `${EXCEPTIONS_FILE} can't be used: ${why}. ` +
      'It is {"exceptions": [{"path": …, "rules": […], "why": …}]}, where rules may be left out.',
  });
}
