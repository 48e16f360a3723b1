import { z } from 'zod'

const statuses = z.array(z.number().int().min(1).max(0xffffffff)).default([])
const ton = z.number().int().min(0).max(6)
const npi = z.number().int().min(0).max(18)
/** Octets of a C string, its end not counted. */
const word = (most: number) =>
  z
    .string()
    .regex(/^[\x20-\x7e]*$/, 'must be plain ASCII')
    .max(most, `must be at most ${most} characters`)

/** A message centre that is spoken to by SMPP 3.4; each field is explained in docs/messages.md. */
export const smppTransport = z.strictObject({
  type: z.literal('smpp'),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a name of a-z, 0-9 and -, beginning with a letter, at most 31 characters')
    .refine((value) => value !== 'sip', 'must not be sip'),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535).default(2775),
  /** null: not encrypted. */
  tls: z
    .strictObject({
      /** PEM file with the authority that signed the centre's certificate; null: those that the machine trusts. */
      ca: z.string().nullable().default(null),
      /** Name in its certificate; null: `host`. */
      serverName: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
  systemId: word(15),
  password: word(8),
  systemType: word(12).default(''),
  addressRange: word(40).default(''),
  /** `pair`: a transmitter and a receiver, for centres that know no transceiver. */
  bind: z.enum(['transceiver', 'pair']).default('transceiver'),
  /** How many of them at once. */
  binds: z.number().int().min(1).max(20).default(1),
  /** Messages on their way at once, for each bind. */
  window: z.number().int().min(1).max(1000).default(10),
  /** Messages a second, for each bind; null: as fast as they are answered. */
  perSecond: z.number().positive().max(1000).nullable().default(null),
  source: z.strictObject({ address: word(20).default(''), ton: ton.default(0), npi: npi.default(1) }).prefault({}),
  destination: z
    .strictObject({
      /** `national`: 13800000501; `international`: 8613800000501; `plus`: +8613800000501. */
      format: z.enum(['national', 'international', 'plus']).default('national'),
      countryCode: z
        .string()
        .regex(/^[1-9]\d{0,2}$/, 'must be a country code without + or 0')
        .default('86'),
      /** null: 2 for national numbers, 1 for international ones. */
      ton: ton.nullable().default(null),
      npi: npi.default(1),
    })
    .prefault({}),
  /** `auto`: what the telephone's own alphabet can write is sent in it, all else in UCS-2. */
  encoding: z.enum(['auto', 'ucs2']).default('auto'),
  /** How a text longer than one part is sent: cut by us, or whole, in an optional parameter. */
  longMessages: z.enum(['parts', 'payload']).default('parts'),
  receipts: z.boolean().default(true),
  /** How the id of a message differs between the answer to it and its receipt. */
  receiptIds: z.enum(['same', 'hexThenDecimal', 'decimalThenHex']).default('same'),
  /** How long the centre may try on: as long as we would, or its own time. */
  validity: z.enum(['relative', 'absolute', 'none']).default('relative'),
  /** Put before the text in 【】, where the centre does not do it itself. */
  signature: z.string().max(20).nullable().default(null),
  /** Statuses of this centre's own, beside those of the standard. */
  statuses: z.strictObject({ noSuchNumber: statuses, throttled: statuses, final: statuses }).prefault({}),
  timeoutSeconds: z.number().min(1).max(12, 'must be from 1 to 12').default(10),
  enquireLinkSeconds: z.number().min(1).max(3600).default(30),
})

export type SmppSettings = z.infer<typeof smppTransport>
