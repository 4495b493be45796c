import type ts from 'typescript';
import type { Left, Minded } from './left.js';
import { placeOf } from './place.js';
import type { TextEdit } from './text-edits.js';

/** An import that goes to another module, with the places that use it. */
export interface Move {
  /** What is imported now. */
  readonly specifier: ts.ImportSpecifier;
  /** What is imported then. */
  readonly name: string;
  readonly from: string;
  /** What to call it here when its name is taken; by default what it was called before. */
  readonly alias?: string;
  /** The edits of the places that use it, once its local name is known. */
  readonly uses: (local: string) => readonly TextEdit[];
  /** The identifiers that will be gone or renamed. */
  readonly identifiers: readonly ts.Identifier[];
}

/** What is to be done in a file, and what is not. */
export class Plan {
  readonly edits: TextEdit[] = [];
  readonly moves: Move[] = [];
  readonly left: Left[] = [];
  readonly minded: Minded[] = [];
  readonly #source: ts.SourceFile;

  constructor(source: ts.SourceFile) {
    this.#source = source;
  }

  /** Another plan for the same file, to be added or thrown away. */
  fresh(): Plan {
    return new Plan(this.#source);
  }

  leave(node: ts.Node, why: string, todo: string): void {
    this.left.push({ ...this.#at(node), why, todo });
  }

  mind(node: ts.Node, note: string | undefined): void {
    if (note !== undefined) this.minded.push({ ...this.#at(node), note });
  }

  add({ edits, moves, left, minded }: Plan): void {
    this.edits.push(...edits);
    this.moves.push(...moves);
    this.left.push(...left);
    this.minded.push(...minded);
  }

  #at(node: ts.Node) {
    const start = node.getStart(this.#source);
    const [name = ''] = this.#source.text.slice(start, node.end).split(/\r?\n/, 1);
    return { name: name.slice(0, 100), ...placeOf(this.#source.text, start) };
  }
}
