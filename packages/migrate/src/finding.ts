import type { Comparison } from './compare-words.js';
import type { Place } from './place.js';
import type { DefinitionForm } from './sightings.js';

/** What the search looks for, each with what is wrong about it and what to do. */
export const AUDIT_RULES = Object.freeze({
  'competing-definition': {
    meaning: 'A second definition of execution state.',
    help: 'Import ExecutionState from @tracker/state. Words of another system are translated by a vocabulary: defineVocabulary of @tracker/compat.',
  },
  'dictionary-as-state': {
    meaning: 'An object or a dictionary is passed where a state belongs.',
    help: 'Pass a member of ExecutionState. What else there is to say goes into the answer, the error or the metadata.',
  },
  'competing-tracker': {
    meaning: 'A second class that begins and ends executions.',
    help: 'Use AgentExecutionTracker of @tracker/core. Only one writer can know what is true.',
  },
  'unused-exception': {
    meaning: 'An exception that excepts nothing.',
    help: 'Remove it, or correct its path.',
  },
} as const);

/** The name of a rule. */
export type AuditRule = keyof typeof AUDIT_RULES;

/** Something that competes with the one definition or the one tracker. */
export interface Finding extends Place {
  readonly rule: AuditRule;
  /** From the folder that was searched, with `/` between the names. */
  readonly file: string;
  /** What it is called there. */
  readonly name: string;
  readonly message: string;
  /** Whether it stands in a test, where it doubles something. */
  readonly isTest: boolean;
  /** Of a definition: what it looks like. */
  readonly form?: DefinitionForm;
  readonly words?: readonly string[];
  /** Of a definition: how its words compare with the nine. */
  readonly comparison?: Comparison;
  /** Of a tracker: the methods that make it one. */
  readonly methods?: readonly string[];
}

const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|spec|specs)\//;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]+|[^/]+_test|conftest|[^/]+\.(?:spec|test|fixture))\.[a-z]+$/;

/** Whether a file by its name belongs to tests. */
export function isTestFile(file: string): boolean {
  return TEST_FOLDER.test(file) || TEST_FILE.test(file);
}
