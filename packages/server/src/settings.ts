import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { z } from 'zod';

const milliseconds = z.int().min(1).max(86_400_000);
const count = z.int().min(1).max(1_000_000);

/** As browsers send it: one that is spelled otherwise would never be met. */
const origin = z.string().refine(isOrigin, {
  error:
    'an origin is a scheme and a host, such as https://app.example.org, without a path; or "self"',
});

function isOrigin(given: string): boolean {
  if (given === 'self') return true;
  if (!URL.canParse(given) || !/^[^:]+:\/\/[^/?#]+$/.test(given)) return false;
  const { origin } = new URL(given);
  return origin === 'null' || origin === given; // only the usual schemes have one of their own
}

/** The numbers a server is set up with; a misspelt name is refused. */
export const settingsSchema = z.strictObject({
  /** Web pages that may connect, such as `https://app.example.org`; `self` is this server's own. Programs send no origin and may. */
  origins: z.array(origin).max(1_000).default([]),
  /** Names it may be called by, besides addresses and localhost. Default: any. */
  hosts: z.array(z.string().min(1).toLowerCase()).max(1_000).optional(),
  /** Larger frames and bodies are refused. */
  maxFrameBytes: z.int().min(1_024).max(1_048_576).default(65_536),
  /** WebSockets and event streams at once. */
  maxConnections: count.default(10_000),
  /** The same of one user. */
  maxConnectionsPerUser: count.default(20),
  /** Frames and requests of one user, per second in the long run. */
  ratePerSecond: z.number().min(0.01).max(100_000).default(50),
  /** And at once after a pause. */
  rateBurst: count.default(100),
  /** With more than this on its way to a client, it is sent no more until it has taken some. */
  maxBufferedBytes: z.int().min(1_024).max(67_108_864).default(262_144),
  /** How long a client may take no more before its connection is closed. */
  slowAfterMs: milliseconds.default(10_000),
  /** How long a new connection may take to say who it is. */
  authenticateWithinMs: milliseconds.default(5_000),
  /** Between two questions whether a client is there; one without an answer by the next is cut off. */
  heartbeatMs: milliseconds.default(20_000),
  /** How long a connection that is being closed may take before it is cut off, and requests before `close` ends them. */
  closeWithinMs: milliseconds.default(2_000),
  /** Whether `/metrics` is open to everybody who reaches the port. */
  publicMetrics: z.boolean().default(false),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;

/** The settings with their defaults. Throws `invalid_input` that names each wrong one. */
export function parseSettings(given: unknown): Settings {
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `createServer was given something it can't use.\n${z.prettifyError(parsed.error)}`,
  });
}
