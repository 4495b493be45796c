/** Aborts as soon as one of the two does. */
export function eitherSignal(own: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  return own ? AbortSignal.any([own, other]) : other;
}
