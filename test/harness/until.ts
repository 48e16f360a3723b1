import { setTimeout as pause } from 'node:timers/promises'

const pollMs = 10

/**
 * Waits until `look` gives something that is not null, undefined or false.
 * @throws after `limitMs`, with what `describe` says then.
 */
export async function until<T>(
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  limitMs: number,
  describe: () => string | Promise<string>,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error(await describe())
    await pause(pollMs)
  }
}
