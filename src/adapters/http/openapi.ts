import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { Http } from './http-deps.ts'

/** Describes the routes registered after it as OpenAPI: `/api/docs` for people, `/api/docs/json` for machines. */
export async function describeApi(http: Http): Promise<void> {
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Yihaotong (一号通)',
        version: '1',
        description:
          'Cases, orders, calls and routing of the hotline. Times are ISO 8601 with offset. Refusals are ' +
          '`{ code, message, details[] }`. Sign in at `/api/v1/session`, or send user and password (Basic) or the API token.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'hotline_session' },
          basic: { type: 'http', scheme: 'basic' },
        },
      },
      security: [{ token: [] }, { session: [] }, { basic: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await http.register(swaggerUi, {
    routePrefix: '/api/docs',
    // Without this the page shows a badge of a public validator, to which it would send our address.
    uiConfig: { validatorUrl: null },
  })
}
