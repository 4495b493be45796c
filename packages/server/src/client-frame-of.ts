import { clientFrameSchema, type ClientFrame } from '@tracker/client/protocol';
import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** What a client said. Throws `invalid_input` that names what is wrong with it. */
export function clientFrameOf(text: string): ClientFrame {
  const parsed = clientFrameSchema.safeParse(asJson(text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 3).map(({ path, message }) => {
    const field = path.join('.');
    return field === '' ? message : `${field}: ${message}`;
  });
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `The frame is none that a client may send. ${issues.join('; ')}`.slice(0, 1_000),
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TrackerError({
      code: TrackerErrorCode.INVALID_INPUT,
      message: 'The frame is not JSON.',
    });
  }
}
