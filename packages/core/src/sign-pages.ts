/** Numbers kept for one execution; four of eight bytes, so that two executions share a line of a processor's cache. */
const NUMBERS = 4;

/** Which of them says what. */
const TERM = 0;
const ALIVE_AT = 1;
const PROGRESS_AT = 2;
const SAFE_UNTIL = 3;

/** Executions on a page. */
const ROWS = 4_096;

/** A row on a page of signs. */
export interface SignRow {
  readonly page: SignPage;
  readonly row: number;
}

/** A row for the term somebody has it; when that is over, signs are noted there no more. */
export interface SignPlace extends SignRow {
  readonly term: number;
}

/**
 * The signs of many executions as plain numbers, those of each side by side: a sign of life among a million costs one
 * visit to memory. A row that was given back is used again; each use has its term, by which whoever still holds
 * the row from before is told apart.
 */
export class SignPage {
  readonly first: number;
  readonly #numbers: Float64Array;

  constructor(first: number, rows: number) {
    this.first = first;
    this.#numbers = new Float64Array(rows * NUMBERS);
  }

  /** Counts the uses of a row. */
  termOf(row: number): number {
    return this.#numbers[row * NUMBERS + TERM] as number;
  }

  /** Whoever knew the row's term knows it no more. */
  endTerm(row: number): void {
    this.#numbers[row * NUMBERS + TERM] = this.termOf(row) + 1;
  }

  /** Notes a sign of life of the row's term, unless a clock may have run out by `now`; false when it was not noted. */
  sign(row: number, term: number, now: number): boolean {
    const numbers = this.#numbers;
    const at = row * NUMBERS;
    if (numbers[at + TERM] !== term || now > (numbers[at + SAFE_UNTIL] as number)) return false;
    numbers[at + ALIVE_AT] = now;
    return true;
  }

  aliveAt(row: number): number {
    return this.#numbers[row * NUMBERS + ALIVE_AT] as number;
  }

  setAliveAt(row: number, instant: number): void {
    this.#numbers[row * NUMBERS + ALIVE_AT] = instant;
  }

  progressAt(row: number): number {
    return this.#numbers[row * NUMBERS + PROGRESS_AT] as number;
  }

  setProgressAt(row: number, instant: number): void {
    this.#numbers[row * NUMBERS + PROGRESS_AT] = instant;
  }

  safeUntil(row: number): number {
    return this.#numbers[row * NUMBERS + SAFE_UNTIL] as number;
  }

  setSafeUntil(row: number, instant: number): void {
    this.#numbers[row * NUMBERS + SAFE_UNTIL] = instant;
  }

  /** Nothing was signed yet. */
  clear(row: number): void {
    this.#numbers.fill(0, row * NUMBERS + ALIVE_AT, (row + 1) * NUMBERS);
  }
}

/** As many rows as are needed at once, and no more. */
export class SignPages {
  readonly #pages: SignPage[] = [];
  /** Rows that were given back, by their number over all pages. */
  readonly #free: number[] = [];
  #used = 0;

  /** A row for a new execution. */
  take(): SignRow {
    const number = this.#free.pop() ?? this.#used++;
    const index = Math.floor(number / ROWS);
    const page = (this.#pages[index] ??= new SignPage(index * ROWS, ROWS));
    const row = number - page.first;
    page.clear(row);
    return { page, row };
  }

  /** The row is somebody else's from now on. */
  giveBack({ page, row }: SignRow): void {
    page.endTerm(row);
    this.#free.push(page.first + row);
  }
}

/** Where the signs of executions go that nobody drives any more; nobody reads them. */
export const NOWHERE: SignRow = Object.freeze({ page: new SignPage(0, 1), row: 0 });
