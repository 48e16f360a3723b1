/**
 * The candidate a mistyped word was probably meant to be: at most two letters (a third of a short word) changed, added,
 * dropped or swapped; case does not count. null: none is near.
 */
export function nearestOf(word: string, candidates: readonly string[]): string | null {
  const limit = word.length < 6 ? 1 : 2
  const near = candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, steps: editSteps(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ steps }) => steps <= limit)
  return near.sort((a, b) => a.steps - b.steps)[0]?.candidate ?? null
}

/** ` (did you mean "waterworks"?)`, or nothing. */
export function suggest(word: string, candidates: readonly string[]): string {
  const nearest = nearestOf(word, candidates)
  return nearest === null ? '' : ` (did you mean "${nearest}"?)`
}

/** Edits between two words, a swap of neighbours counting as one (Damerau, Levenshtein). */
function editSteps(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      const above = rows[row - 1] as number[]
      let best = Math.min(
        (above[column] as number) + 1,
        (line[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      )
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        best = Math.min(best, (rows[row - 2]?.[column - 2] as number) + 1)
      }
      line.push(best)
    }
    rows.push(line)
  }
  return rows[from.length]?.[to.length] as number
}
