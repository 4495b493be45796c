/** An expression that can't be calculated; the message says why. */
export class ExpressionError extends Error {}

const TOKEN = /\s*(\d+(?:\.\d+)?|[-+*/()])/y;

/** Parentheses and signs inside one another, at most. */
const MAX_DEPTH = 50;

function tokenize(expression: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < expression.trimEnd().length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(expression)?.[1];
    if (token === undefined) {
      throw new ExpressionError(`"${expression[at]}" at position ${at + 1} is not understood`);
    }
    tokens.push(token);
  }
  return tokens;
}

/** A recursive descent over + - * / and parentheses; nothing is ever evaluated as code. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): number {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    if (!Number.isFinite(value)) throw new ExpressionError('the result is no finite number');
    return value;
  }

  #sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  #product(): number {
    let value = this.#factor();
    for (;;) {
      if (this.#take('*')) value *= this.#factor();
      else if (this.#take('/')) value /= this.#factor();
      else return value;
    }
  }

  #factor(): number {
    if (++this.#depth > MAX_DEPTH) throw new ExpressionError('it is nested too deeply');
    const value = this.#inner();
    this.#depth -= 1;
    return value;
  }

  #inner(): number {
    if (this.#take('-')) return -this.#factor();
    if (this.#take('(')) {
      const value = this.#sum();
      if (!this.#take(')')) throw this.#unexpected();
      return value;
    }
    const number = Number(this.#tokens[this.#at]);
    if (Number.isNaN(number)) throw this.#unexpected();
    this.#at += 1;
    return number;
  }

  #take(token: string): boolean {
    const taken = this.#tokens[this.#at] === token;
    if (taken) this.#at += 1;
    return taken;
  }

  #unexpected(): ExpressionError {
    const token = this.#tokens[this.#at];
    return new ExpressionError(token === undefined ? 'it ends too early' : `unexpected "${token}"`);
  }
}

/** The value of an arithmetic expression. Throws an ExpressionError. */
export function calculate(expression: string): number {
  return new Parser(tokenize(expression)).whole();
}
