import type { Log } from '../../src/application/ports/log.ts'

/** Keeps what was logged as a fault, so that a test can insist that there was none, and as a warning. */
export type FakeLog = Log & { readonly errors: readonly string[]; readonly warnings: readonly string[] }

export function createFakeLog(): FakeLog {
  const errors: string[] = []
  const warnings: string[] = []
  return {
    errors,
    warnings,
    debug() {},
    info() {},
    warn: (fields, message) => void warnings.push(`${message} ${describe(fields)}`),
    error: (fields, message) => void errors.push(`${message} ${describe(fields)}`),
  }
}

const describe = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value instanceof Error ? (value.stack ?? value.message) : String(value)}`)
    .join(' ')
