/** What went wrong between the page and the server, by what can be done about it. */
export const ProblemKind = Object.freeze({
  /** The token is missing, expired or not theirs: sign in again. */
  UNAUTHENTICATED: 'unauthenticated',
  /** The token is a user's. */
  FORBIDDEN: 'forbidden',
  MISSING: 'missing',
  /** The place in the feed or list is no longer kept: begin again. */
  GONE: 'gone',
  /** The server said no, for a reason that it gave. */
  REFUSED: 'refused',
  /** No answer that can be read: try again. */
  UNREACHABLE: 'unreachable',
});
export type ProblemKind = (typeof ProblemKind)[keyof typeof ProblemKind];

const KIND_OF_STATUS: Readonly<Record<number, ProblemKind>> = {
  401: ProblemKind.UNAUTHENTICATED,
  403: ProblemKind.FORBIDDEN,
  404: ProblemKind.MISSING,
  410: ProblemKind.GONE,
};

/** A request that was not answered with what was asked for; the message is for people. */
export class Problem extends Error {
  readonly kind: ProblemKind;

  constructor(kind: ProblemKind, message: string) {
    super(message);
    this.name = 'Problem';
    this.kind = kind;
  }
}

/** The problem behind whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(ProblemKind.UNREACHABLE, 'The server can’t be reached.');
}

/** The problem that a response tells of; words of the server's own where it has some. */
export async function problemOfResponse(response: Response): Promise<Problem> {
  const kind = KIND_OF_STATUS[response.status] ?? kindOf(response.status);
  const said = await messageIn(response);
  return new Problem(kind, said ?? `The server answered with status ${response.status}.`);
}

function kindOf(status: number): ProblemKind {
  return status >= 500 || status === 429 ? ProblemKind.UNREACHABLE : ProblemKind.REFUSED;
}

async function messageIn(response: Response): Promise<string | undefined> {
  try {
    const { error } = (await response.json()) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    return undefined;
  }
}
