/** One thing that is wrong with a table, as the API tells it. */
export type ToldFault = {
  readonly path: string
  readonly message: string
  readonly line?: number
  readonly column?: number
  readonly allowed?: readonly string[]
  readonly severity?: 'error' | 'warning'
  readonly code?: string
  readonly fix?: string | null
  readonly rule?: string | null
}

/** Most allowed values that are named. */
const mostNamed = 12

/** Faults and findings, a line each, as compilers write them: with the place in the file where it is known. */
export const tellFaults = (faults: readonly ToldFault[], file: string): readonly string[] =>
  faults.flatMap(({ path, message, line, column, allowed = [], severity, code, fix, rule }) => {
    const place = line === undefined ? '' : `${file}:${line}:${column} `
    const kind = severity === undefined ? '' : `${severity} ${code}: `
    const named = allowed.slice(0, mostNamed).join(', ')
    const choice = allowed.length === 0 ? '' : ` [${named}${allowed.length > mostNamed ? ', …' : ''}]`
    return [
      `${place}${kind}${path === '' ? '' : `${path}: `}${message}${choice}`,
      ...(fix ? [`    -> ${fix}`] : []),
      ...(rule ? [`    ${rule}`] : []),
    ]
  })
