/** A command line that asks for something impossible; the message says what is possible. */
export class UsageError extends Error {}
