import { isIPv4 } from 'node:net'
import { z } from 'zod'
import { whyUnsafe } from './render-templates.ts'

/** Host names, addresses and the like as they may stand in the trunks file. */
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i
const isHost = (text: string): boolean => (/^[\d.]+$/.test(text) ? isIPv4(text) : hostName.test(text))
const isPort = (text: string | undefined): boolean =>
  text === undefined || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535)

function isHostAndPort(text: string): boolean {
  const [host, port, more] = text.split(':')
  return more === undefined && isHost(host ?? '') && isPort(port)
}

/** `IP/mask` no wider than /8: a wider one is a slip that would let strangers in as the carrier. */
function isNetwork(text: string): boolean {
  const [ip, mask, more] = text.split('/')
  return (
    more === undefined && isIPv4(ip ?? '') && /^\d{1,2}$/.test(mask ?? '') && Number(mask) >= 8 && Number(mask) <= 32
  )
}

const isMatch = (text: string): boolean => isNetwork(text) || isHostAndPort(text)

/** A text field whose fault says what is allowed, also when YAML read a number. */
const text = (allowed: string, isAllowed: (value: string) => boolean) =>
  z
    .string({
      error: ({ input }) =>
        input === undefined
          ? `is missing; must be ${allowed}`
          : `must be text (put it in quotes, or leading zeros are lost): ${allowed}`,
    })
    .refine(isAllowed, { error: `must be ${allowed}`, abort: true })

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}` })

const wholeNumber = (from: number, to: number) =>
  z
    .int({ error: `must be a whole number from ${from} to ${to}` })
    .min(from)
    .max(to)

const list = <T extends z.ZodType>(item: T, what: string) =>
  z.array(item, { error: `must be a list of ${what}` }).min(1, { error: `must name at least one of ${what}` })

/** Passwords go into Asterisk's configuration as they are, so what means something there is not allowed in them. */
const isPassword = (value: string): boolean =>
  /^[^\p{Cc}\u2028\u2029]{1,100}$/u.test(value) && whyUnsafe(value) === null

const isNumber = (value: string): boolean => /^\+?\d{3,20}$/.test(value)

const trunk = z.strictObject({
  name: text(
    'a-z, 0-9 and "-", starting with a letter, at most 30 characters, not "carrier"',
    (value) => /^[a-z][a-z0-9-]{0,29}$/.test(value) && !['carrier', 'udp', 'tcp', 'global', 'system'].includes(value),
  ),
  server: text('host or host:port', isHostAndPort),
  transport: oneOf(['udp', 'tcp']).default('udp'),
  register: z.boolean({ error: 'must be true or false' }).default(false),
  user: text('1 to 60 of A-Z, a-z, 0-9 and . _ + * ~ -', (value) => /^[\w.+*~-]{1,60}$/.test(value)).optional(),
  password: text(
    'at most 100 characters, without line breaks, ";", square brackets, "$" before a bracket, or a space, "#" or "\\" at its ends',
    isPassword,
  ).optional(),
  outboundProxy: text('host or host:port', isHostAndPort).optional(),
  callsFrom: list(
    text('IP, IP/mask (/8 to /32), IP:port or a host name', isMatch),
    'IP, IP/mask, IP:port or host name',
  ).optional(),
  displayNumber: text('3 to 20 digits, "+" before them if the carrier wants it', isNumber).optional(),
  fromDomain: text('a host name or address', isHost).optional(),
  codecs: list(oneOf(['PCMA', 'PCMU']), 'PCMA, PCMU').default(['PCMA', 'PCMU']),
  dtmf: oneOf(['auto', 'rfc4733', 'inband']).default('auto'),
  checkSeconds: wholeNumber(5, 3600).default(30),
})

const rtpPorts = z
  .strictObject({ first: wholeNumber(1024, 65535), last: wholeNumber(1024, 65535) })
  .refine(({ first, last }) => last - first >= 99, { error: 'must span at least 100 ports, first before last' })

/** The file that `HOTLINE_TRUNKS` names. */
export const trunksSchema = z.strictObject({
  network: z
    .strictObject({
      externalAddress: text('an IPv4 address', isIPv4).optional(),
      localNetworks: list(text('IP/mask', isNetwork), 'IP/mask').optional(),
      rtpPorts: rtpPorts.optional(),
    })
    .optional(),
  trunks: list(trunk, 'trunks'),
})

export type TrunksFile = z.infer<typeof trunksSchema>
