/** One thing that is wrong in a table file, and where a person finds it. */
export type TableFileFault = {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  /** Field as a person writes it: `units[4].responders[0].phone`; entries of a list count from 0. */
  readonly path: string
  /** What stands there, shortened; null: nothing. */
  readonly value: string | null
  readonly message: string
  readonly allowed?: readonly string[]
}

/** Writes a path of the document for people. */
export const formatPath = (path: readonly (string | number)[]): string =>
  path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`
    return written === '' ? part : `${written}.${part}`
  }, '')

/** One line a fault, as compilers write them, in the order of the file: `table.yaml:35:7 units[4].level: ...`. */
export const formatTableFaults = (faults: readonly TableFileFault[]): string =>
  [...faults]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ file, line, column, path, message, allowed }) => {
      const choice = allowed && allowed.length > 0 ? `; allowed: ${shorten(allowed)}` : ''
      return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}${choice}`
    })
    .join('\n')

const mostNamed = 30

const shorten = (allowed: readonly string[]): string =>
  allowed.length <= mostNamed
    ? allowed.join(', ')
    : `${allowed.slice(0, mostNamed).join(', ')} and ${allowed.length - mostNamed} more`
