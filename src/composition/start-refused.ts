/** The server can't start, for a reason that a sysadmin can put right; its message says what and how. */
export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartRefused'
  }

  /** Names every fault on a line of its own. */
  static of(what: string, faults: readonly unknown[]): StartRefused {
    return new StartRefused(`${what}:\n${faults.map((fault) => `  - ${inWords(fault)}`).join('\n')}`)
  }

  /** Carries out a step of the start; an error of this kind is a sysadmin's to put right and is told in its own words. */
  static instead<T>(kind: abstract new (...given: never[]) => Error, step: () => T): T {
    try {
      return step()
    } catch (error) {
      throw error instanceof kind ? new StartRefused(error.message, { cause: error }) : error
    }
  }
}

/** Faults of prompts and of tables in one line; what has neither's shape as it is. */
function inWords(fault: unknown): string {
  if (typeof fault === 'string') return fault
  const { language, key, reason, path, message } = fault as Readonly<Record<string, unknown>>
  if (typeof reason === 'string') return `${language} ${key}: ${reason}`
  if (typeof message === 'string') return `${Array.isArray(path) ? path.join('.') : path}: ${message}`
  return JSON.stringify(fault)
}
