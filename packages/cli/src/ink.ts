import { PRESENTATION, type ExecutionState } from '@tracker/state';

/** The few ways in which text is set off. */
export interface Ink {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  /** The colour in which every surface shows that state. */
  readonly state: (state: ExecutionState, text: string) => string;
}

const plain = (text: string): string => text;

/** No colours. */
export const PLAIN_INK: Ink = {
  good: plain,
  bad: plain,
  warn: plain,
  strong: plain,
  faint: plain,
  state: (_, text) => text,
};

const sgr =
  (code: string) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`;

/** The colours of a terminal, as many as it says it can show. */
export function terminalInk(env: Readonly<Record<string, string | undefined>>): Ink {
  const exact = /^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '');
  return {
    good: sgr('32'),
    bad: sgr('31'),
    warn: sgr('33'),
    strong: sgr('1'),
    faint: sgr('2'),
    state: (state, text) => sgr(foreground(PRESENTATION[state].dark, exact))(text),
  };
}

function foreground(hex: string, exact: boolean): string {
  const rgb = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return exact ? `38;2;${rgb.join(';')}` : `38;5;${ofCube(rgb)}`;
}

/** The nearest of the 6 × 6 × 6 colours that nearly every terminal has. */
function ofCube(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => Math.round((part / 255) * 5));
  return 16 + 36 * red + 6 * green + blue;
}
