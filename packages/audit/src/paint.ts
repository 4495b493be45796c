/** The few styles that a report uses. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

function sgr(code: number): (text: string) => string {
  return (text) => `\u001b[${code}m${text}\u001b[0m`;
}

const plain = (text: string): string => text;

/** No colours: for files, pipes and those who set NO_COLOR. */
export const PLAIN: Paint = { good: plain, bad: plain, warn: plain, strong: plain, faint: plain };

/** Colours for a terminal. */
export const COLOURED: Paint = {
  good: sgr(32),
  bad: sgr(31),
  warn: sgr(33),
  strong: sgr(1),
  faint: sgr(2),
};
