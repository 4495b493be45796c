import type { ExecutionState } from './execution-state.js';
import { frozenTable } from './frozen-table.js';

/** How a state is shown to people. */
export interface Presentation {
  readonly label: string;
  /** What the state says about the execution, in one sentence. */
  readonly meaning: string;
  /** Text colour on white, `#rrggbb`; at least 4.5 to 1. */
  readonly light: string;
  /** Text colour on near-black (`#0d1117`), `#rrggbb`; at least 4.5 to 1. */
  readonly dark: string;
}

/** How every surface names and colours the states. */
export const PRESENTATION = frozenTable({
  pending: {
    label: 'Pending',
    meaning: 'Accepted; nobody works on it yet.',
    light: '#57606a',
    dark: '#8b949e',
  },
  starting: {
    label: 'Starting',
    meaning: 'A worker has taken it and is getting ready.',
    light: '#0550ae',
    dark: '#a5d6ff',
  },
  running: {
    label: 'Running',
    meaning: 'The agent is at work, or on hold until somebody else has done their part.',
    light: '#0969da',
    dark: '#58a6ff',
  },
  completing: {
    label: 'Completing',
    meaning: 'The work is done; the answer is being handed over.',
    light: '#1b7c83',
    dark: '#39c5cf',
  },
  completed: {
    label: 'Completed',
    meaning: 'Ended with an answer for the user.',
    light: '#1a7f37',
    dark: '#3fb950',
  },
  failed: {
    label: 'Failed',
    meaning: 'Ended by an error; the user can read which.',
    light: '#cf222e',
    dark: '#ff7b72',
  },
  timeout: {
    label: 'Timed out',
    meaning: 'Ended because one of its clocks ran out.',
    light: '#9a6700',
    dark: '#d29922',
  },
  dead: {
    label: 'Dead',
    meaning: 'Ended because the worker gave no more sign of life.',
    light: '#8250df',
    dark: '#bc8cff',
  },
  cancelled: {
    label: 'Cancelled',
    meaning: 'Ended because somebody asked for it.',
    light: '#953800',
    dark: '#ffa657',
  },
} as const satisfies Record<ExecutionState, Presentation>);
