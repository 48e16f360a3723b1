/** 1 s, doubled each time up to a minute: a centre that refuses a bind must not be asked ten times a second. */
const [firstMs, longestMs] = [1000, 60_000]

/**
 * Milliseconds before try 0, 1, 2 … of a bind. Half is random, so that several servers do not come back in step.
 * @param random a number from 0 to 1, handed in.
 */
export function backOff(random: () => number): (attempt: number) => number {
  return (attempt) => {
    const longest = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
    return Math.round(longest / 2 + (longest / 2) * random())
  }
}
