/** What words of other systems often leave unsaid. */
export const UNSAID = Object.freeze({
  BEGUN: 'that it has begun and does not run yet',
  LAST_STEP: 'that the work is done and only the end is missing',
  CLOCK: 'that a clock ran out, and which',
  DEATH: 'that nobody was there any more',
  CANCEL: 'that somebody asked for the end',
  QUEUED: 'that nobody has begun',
});
