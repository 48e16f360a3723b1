/** Where a use case says what a person must be able to read afterwards; pino's shape. Fields are masked by the logger. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
