/**
 * Waiting times between attempts to connect: 0.1 s, doubled each time up to 5 s, of which half is random so that several
 * servers do not come back in step after an Asterisk restart. 5 s is the longest a caller should wait for us to return.
 * @param random a number from 0 to 1, handed in.
 */
export function backOff(random: () => number): (attempt: number) => number {
  return (attempt) => {
    const longest = Math.min(5_000, 100 * 2 ** Math.min(attempt, 10))
    return Math.round(longest / 2 + (longest / 2) * random())
  }
}
