import { type ChildLoggerOptions, type DestinationStream, type Logger as PinoLogger, pino } from 'pino'
import type { LogLevel } from './config.ts'
import { maskNumber } from './domain/numbers/mask-number.ts'

export type Logger = PinoLogger

/** Lines that somebody should look at. */
export type Trouble = 'warn' | 'error'
/** How many such lines each part of the server has written, under `<trouble> <part>`; `part` is empty where nobody gave his name. */
export type Troubles = ReadonlyMap<`${Trouble} ${string}`, number>

const troubles = new WeakMap<Logger, Map<`${Trouble} ${string}`, number>>()

/** What a logger that `createLogger` made, and everything that hangs from it, has been told of troubles so far. */
export const troublesOf = (logger: Logger): Troubles => troubles.get(logger) ?? new Map()

/** Keys whose values are people's telephone numbers: shown as the first three and last two digits. */
const numberKeys = new Set(['caller', 'number', 'callBack', 'from', 'to'])
/** Keys whose values are what people said, or secrets: never shown. */
const secretKeys = new Set([
  'statement',
  'text',
  'name',
  'password',
  'token',
  'authorization',
  'cookie',
  'api_key',
  'pin',
])

/** `a.b.caller`: fields lie no deeper than this in what is logged. */
const deepest = 2

/**
 * The logger everything hangs from; `logger.child({ part })` names the speaker. Masking happens here and nowhere else: in
 * the fields of an entry and in what lies in them, two levels down.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const told = new Map<`${Trouble} ${string}`, number>()
  const logger = pino(
    {
      level,
      hooks: {
        logMethod(line, write, severity) {
          if (severity >= pino.levels.values.warn!) {
            const key =
              `${severity >= pino.levels.values.error! ? 'error' : 'warn'} ${this.bindings().part ?? ''}` as const
            told.set(key, (told.get(key) ?? 0) + 1)
          }
          write.apply(this, line)
        },
      },
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // pino masks deeper fields too (`*.caller`), but goes through all of them for every value: that costs thirty times
      // what writing the line does.
      redact: { paths: [...numberKeys, ...secretKeys], censor: (value, path) => shownAs(path.at(-1) ?? '', value) },
      formatters: { log: (fields) => masked(fields, 0) },
      serializers: { err: (error) => masked(pino.stdSerializers.err(error) as unknown as Fields, 1) },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )
  troubles.set(logger, told)
  const child: (...of: never[]) => Logger = logger.child
  logger.child = function (this: Logger, fields: Fields, options?: ChildLoggerOptions) {
    return Reflect.apply(child, this, [masked(fields, 0), options])
  } as typeof logger.child
  return logger
}

type Fields = Record<string, unknown>

/** The same fields, or a copy in which those of people and secrets are masked; `depth` 0 itself is left to pino. */
function masked(fields: Fields, depth: number): Fields {
  let copy: Fields | null = null
  for (const key in fields) {
    const value = fields[key]
    // An error is laid open, and masked, by its serializer.
    if (depth === 0 && key === 'err') continue
    const own = depth > 0 ? shownAs(key, value) : value
    const isOpen = own === value && typeof value === 'object' && value !== null && depth < deepest
    const shown = isOpen ? masked(value as Fields, depth + 1) : own
    if (shown === value) continue
    copy ??= (Array.isArray(fields) ? [...fields] : { ...fields }) as Fields
    copy[key] = shown
  }
  return copy ?? fields
}

/** How the value of a field may be shown. */
function shownAs(key: string, value: unknown): unknown {
  if (secretKeys.has(key)) return '[masked]'
  return typeof value === 'string' && numberKeys.has(key) ? maskNumber(value) : value
}
