/**
 * Facts of one execution up to which every phase it enters is a fact of its own. Beyond them a fact may sum up
 * several stays, so that an execution that goes round in phases for days has a history that can be kept and read.
 */
export const MAX_DETAILED_FACTS = 1_000;
