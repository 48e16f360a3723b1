import { z } from 'zod'
import { messageKinds } from '../../domain/messaging/message-kind.ts'
import { smppTransport } from './smpp/smpp-schema.ts'

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a name of a-z, 0-9 and -, beginning with a letter, at most 31 characters')
const secret = z.string().min(16, 'must have at least 16 characters')
const words = z.array(z.union([z.string(), z.number()])).transform((list) => list.map(String))
const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header')

const signing = z.strictObject({
  algorithm: z.enum(['hmac-sha256', 'hmac-sha1', 'hmac-md5']).default('hmac-sha256'),
  secret,
  /** What is signed: `{timestamp}`, `{nonce}`, `{body}`, `{method}`, `{path}` are filled in. */
  over: z.string().min(1).default('{timestamp}.{body}'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  header: headerName.default('X-Signature'),
  timestampHeader: headerName.default('X-Timestamp'),
  nonceHeader: headerName.nullable().default(null),
})

const httpTransport = z.strictObject({
  type: z.literal('http'),
  name: name.refine((value) => value !== 'sip', 'must not be sip'),
  url: z
    .string()
    .refine((value) => URL.canParse(value.replace(/[{}]/g, '')) && /^https?:/.test(value), 'must be an http(s) URL'),
  method: z.enum(['POST', 'PUT', 'GET']).default('POST'),
  headers: z.record(headerName, z.string()).default({}),
  /** How values are written into the body: in JSON strings, in a form, or as they are. */
  encoding: z.enum(['json', 'form', 'plain']).default('json'),
  body: z.string().default(''),
  /** Approved template of each kind; with any given, a kind without one is not sent this way. */
  templates: z
    .partialRecord(z.enum(messageKinds as [string, ...string[]]), z.string())
    .nullable()
    .default(null),
  /** Put before the text in 【】, where the gateway does not do it itself. */
  signature: z.string().max(20).nullable().default(null),
  timeoutSeconds: z.number().min(1).max(15, 'must be from 1 to 15').default(10),
  success: z
    .strictObject({
      status: z.array(z.number().int().min(100).max(599)).default([200, 201, 202]),
      /** Where in the JSON answer it says so (`data.code`); null: the status is enough. */
      field: z.string().nullable().default(null),
      equals: words.default([]),
    })
    .prefault({}),
  /** Where in the JSON answer its own id of the message is. */
  reference: z.string().nullable().default(null),
  /** What the answer's field says when it did not take the message. */
  failures: z
    .strictObject({
      field: z.string().nullable().default(null),
      noSuchNumber: words.default([]),
      throttled: words.default([]),
      final: words.default([]),
    })
    .prefault({}),
  sign: signing.nullable().default(null),
  /** Messages and receipts it sends us, at /api/v1/webhooks/sms/<name>, signed with this secret; null: none. */
  webhook: z
    .strictObject({ secret, receipts: z.boolean().default(true) })
    .nullable()
    .default(null),
})

const sipTransport = z.strictObject({ type: z.literal('sip') })
const logTransport = z.strictObject({ type: z.literal('log') })
/** Those without a name of their own go by their type. */
const ownName = (each: { readonly type: string; readonly name?: string }): string => each.name ?? each.type

/** The file `HOTLINE_SMS`: ways for messages, in the order in which they are tried. */
export const smsFileSchema = z.strictObject({
  transports: z
    .array(z.discriminatedUnion('type', [sipTransport, httpTransport, smppTransport, logTransport]))
    .min(1, 'must name at least one way')
    .refine((list) => list.filter(({ type }) => type === 'sip').length <= 1, 'sip can stand there once')
    .refine((list) => {
      const names = list.map(ownName)
      return new Set(names).size === names.length
    }, 'two of them have the same name'),
})

export type SmsFile = z.infer<typeof smsFileSchema>
export type HttpGatewaySettings = z.infer<typeof httpTransport>
