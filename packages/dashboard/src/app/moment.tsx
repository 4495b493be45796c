import { distanceText } from './duration-text.js';

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** An instant: how far away it is, and when exactly on hovering. */
export function Moment({ at, now }: { readonly at: number; readonly now: number }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={DATE.format(date)}>
      {distanceText(at, now)}
    </time>
  );
}

/** An instant as date and time. */
export function ExactMoment({ at }: { readonly at: number }) {
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{DATE.format(date)}</time>;
}
