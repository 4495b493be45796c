/** The SHA-256 of the canonical JSON of `describeTable()`. Generated; `nx run state:docs` renews it. */
export const TABLE_DIGEST =
  'sha256:61bbf74a2665f90e3a2347db7195fa408369182804c8ebdf98656fb28018da44';
