import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { HttpApp } from './http-app.js';

/** Where the description of the HTTP API is served. */
const OPENAPI_PATH = '/openapi.json';

/** Describes the HTTP API from the schemas of its routes. To be called before there are any. */
export async function installOpenApi(app: HttpApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tracker',
        description:
          'Agent executions: start them, follow them, steer them. Frames are in docs/protocol.md.',
        version: '1',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get(OPENAPI_PATH, { schema: { hide: true } }, () => app.swagger());
}
