import { z } from 'zod'
import type { SmsWebhook } from '../../../application/ports/sms-transport.ts'
import { refuse } from '../answer-error.ts'
import type { Http } from '../http-deps.ts'
import { refusals } from '../schemas.ts'

/**
 * Where gateways bring messages and receipts. Open to anybody, believed only with the gateway's signature; the signature is
 * over the bytes as they came, so that the body is not read as JSON here.
 */
export async function smsWebhookRoutes(
  http: Http,
  { smsWebhooks }: { readonly smsWebhooks: Readonly<Record<string, SmsWebhook>> },
): Promise<void> {
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  http.post(
    '/api/v1/webhooks/sms/:name',
    {
      config: { access: 'anybody' },
      schema: {
        operationId: 'hearSmsGateway',
        tags: ['messages'],
        summary: 'Messages and delivery receipts from a gateway',
        description:
          'Body: `{ messages: [{ id, from, text }], receipts: [{ reference, id, delivered, detail }] }`. X-Timestamp: seconds ' +
          'since 1970; X-Signature: hex HMAC-SHA256 of `<X-Timestamp>.<body>` with the secret of the gateway. What was ' +
          'brought before is taken again without effect.',
        security: [],
        params: z.strictObject({ name: z.string().max(40) }),
        headers: z.looseObject({ 'x-timestamp': z.string().max(20), 'x-signature': z.string().max(200) }),
        response: {
          200: z.object({
            messages: z.number(),
            receipts: z.number(),
            unknown: z.number().describe('Receipts of messages that are not known here'),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const hear = Object.hasOwn(smsWebhooks, request.params.name) ? smsWebhooks[request.params.name] : undefined
      if (hear === undefined) return refuse(reply, 'notFound')
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const { 'x-timestamp': timestamp, 'x-signature': signature } = request.headers
      const heard = await hear({ timestamp, signature, body })
      if (heard.ok) return { messages: heard.messages, receipts: heard.receipts, unknown: heard.unknown }
      request.log.warn(
        { gateway: request.params.name, reason: heard.reason },
        'a posting of a message gateway is refused',
      )
      return refuse(reply, heard.reason === 'malformed' ? 'invalid' : 'badSignature', {
        details: [{ path: '', message: heard.detail }],
      })
    },
  )
}
