import type { SeededRandom } from '@tracker/core/testing';
import { CAPITALS } from './atlas.js';

/** What a user asks, and what a right answer must contain. */
export interface Question {
  readonly text: string;
  readonly expects: readonly string[];
}

const OPERATIONS = Object.freeze({
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
});

const OPERATORS = Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[];

function sum(random: SeededRandom): Question {
  const [a, b] = [random.between(2, 99), random.between(2, 99)];
  const operator = random.pick(OPERATORS);
  return {
    text: `what is ${a} ${operator} ${b}`,
    expects: [String(OPERATIONS[operator](a, b))],
  };
}

function capital(random: SeededRandom): Question {
  const [country, city] = random.pick([...CAPITALS]);
  return { text: `what is the capital of ${country}`, expects: [city] };
}

function both(random: SeededRandom): Question {
  const [first, second] = [capital(random), sum(random)];
  return {
    text: `${first.text} and ${second.text}`,
    expects: [...first.expects, ...second.expects],
  };
}

function greeting(random: SeededRandom): Question {
  const word = random.pick(['Good morning', 'Hello there', 'Nice to meet you']);
  return { text: word, expects: [word] };
}

/** A question that takes no tool, one tool or two. */
export function ask(random: SeededRandom): Question {
  return asQuestion(random.pick([sum, capital, both, greeting])(random));
}

/** A question that takes one tool or two. */
export function askForTool(random: SeededRandom): Question {
  return asQuestion(random.pick([sum, capital, both])(random));
}

function asQuestion({ text, expects }: Question): Question {
  return { text: `${text[0]?.toUpperCase()}${text.slice(1)}?`, expects };
}
