/** The server can't start, for a reason that a sysadmin can put right; its message says what and how. */
export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartRefused'
  }

  /** Names every fault on a line of its own. */
  static of(what: string, faults: readonly unknown[]): StartRefused {
    const lines = faults.map((fault) => `  - ${typeof fault === 'string' ? fault : JSON.stringify(fault)}`)
    return new StartRefused(`${what}:\n${lines.join('\n')}`)
  }
}
