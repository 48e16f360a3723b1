import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino'
import type { LogLevel } from './config.ts'
import { maskNumber } from './domain/numbers/mask-number.ts'

export type Logger = PinoLogger

/** Keys whose values are people's telephone numbers: shown as the first three and last two digits. */
const numberKeys = ['caller', 'number', 'callBack', 'from', 'to']
/** Keys whose values are what people said, or secrets: never shown. */
const secretKeys = ['statement', 'text', 'name', 'password', 'token', 'authorization', 'cookie', 'api_key', 'pin']

/** The logger everything hangs from; `logger.child({ part })` names the speaker. Masking happens here and nowhere else. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [...numberKeys, ...secretKeys].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: (value, path) =>
          numberKeys.includes(path.at(-1) ?? '') ? (typeof value === 'string' ? maskNumber(value) : value) : '[masked]',
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )
}
