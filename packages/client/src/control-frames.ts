import { TrackerErrorCode, executionSchema, executionStateSchema } from '@tracker/state';
import { z } from 'zod';
import { ControlFrameType, PROTOCOL_VERSION } from './frame-type.js';

/** Who a token may speak for. */
export const ROLES = Object.freeze(['user', 'operator'] as const);
export type Role = (typeof ROLES)[number];

const executionId = z.string().meta({ description: 'Which execution.' });

/** What the server answers for itself; what agents do comes in agent frames. */
export const controlFrameSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal(ControlFrameType.WELCOME),
      protocol: z.literal(PROTOCOL_VERSION).meta({ description: 'The version in use.' }),
      userId: z.string().meta({ description: 'Whom the token speaks for.' }),
      role: z.enum(ROLES).meta({ description: 'An operator hears of everybody’s executions.' }),
      cursor: z.int().nonnegative().meta({ description: 'Frames follow from here on.' }),
      maxFrameBytes: z.int().positive().meta({ description: 'Larger frames end the connection.' }),
      heartbeatMs: z
        .int()
        .positive()
        .meta({ description: 'How often the server asks whether the client is there.' }),
    })
    .meta({ description: 'The token was accepted.' }),
  z
    .strictObject({
      type: z.literal(ControlFrameType.ACCEPTED),
      messageId: z.string().meta({ description: 'The message that was accepted.' }),
      executionId,
    })
    .meta({ description: 'The message is stored and will end, one way or another.' }),
  z
    .strictObject({ type: z.literal(ControlFrameType.ACKNOWLEDGED), executionId })
    .meta({ description: 'The acknowledgement is stored.' }),
  z
    .strictObject({
      type: z.literal(ControlFrameType.CANCELLING),
      executionId,
      state: executionStateSchema.meta({ description: 'The state after the request.' }),
    })
    .meta({ description: 'The request to cancel is stored.' }),
  z
    .strictObject({
      type: z.literal(ControlFrameType.SHOWN),
      executionId,
      execution: executionSchema.meta({ description: 'As `GET /v1/executions/:id` answers it.' }),
    })
    .meta({ description: 'How an execution stands.' }),
  z
    .strictObject({
      type: z.literal(ControlFrameType.REFUSED),
      code: z.enum(TrackerErrorCode).meta({ description: 'For programs.' }),
      message: z.string().meta({ description: 'For people.' }),
      about: z
        .string()
        .nullable()
        .meta({ description: 'The id that the frame named; null when it could not be read.' }),
    })
    .meta({ description: 'A frame was not obeyed.' }),
  z
    .strictObject({ type: z.literal(ControlFrameType.PONG) })
    .meta({ description: 'The answer to a ping.' }),
]);
export type ControlFrame = z.infer<typeof controlFrameSchema>;
