import stringWidth from 'string-width'

/**
 * Rows in columns for a terminal, two spaces apart; Chinese characters take two places. The last column is not padded.
 * Empty: no lines.
 */
export function tellTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return []
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => stringWidth(row[column] ?? ''))))
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)),
      )
      .join('  ')
      .trimEnd(),
  )
}
