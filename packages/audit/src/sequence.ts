/** Where a number falls in a sequence that should be 1, 2, 3 … */
export type Place = 'next' | 'ahead' | 'late' | 'repeated';

/** Numbers that are missing, both ends included. */
export interface Gap {
  from: number;
  to: number;
}

/** Watches that numbers come 1, 2, 3 …; costs memory per gap, not per number. */
export class Sequence {
  last: number;
  readonly gaps: Gap[] = [];

  /** `last` is the number before the first that is expected. */
  constructor(last = 0) {
    this.last = last;
  }

  note(number: number): Place {
    if (number <= this.last) return this.#fill(number) ? 'late' : 'repeated';
    const ahead = number > this.last + 1;
    if (ahead) this.gaps.push({ from: this.last + 1, to: number - 1 });
    this.last = number;
    return ahead ? 'ahead' : 'next';
  }

  #fill(number: number): boolean {
    const index = this.gaps.findIndex(({ from, to }) => from <= number && number <= to);
    const gap = this.gaps[index];
    if (!gap) return false;
    const rest = [
      { from: gap.from, to: number - 1 },
      { from: number + 1, to: gap.to },
    ].filter(({ from, to }) => from <= to);
    this.gaps.splice(index, 1, ...rest);
    return true;
  }
}
