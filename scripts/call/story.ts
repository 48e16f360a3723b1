/** Tells a call as it happens: one line an event, with the seconds since it was dialled. */
export type Story = {
  tell(who: string, what: string): void
  /** A prompt begins; digits that follow one another are told as one number, at its last digit. */
  hears(who: string, key: string, words: string): void
}

/** A number that goes no further for so long is complete. */
const digitMs = 900

export function createStory(say: (line: string) => void): Story {
  const began = performance.now()
  const numbers = new Map<string, { readonly at: number; readonly digits: string; readonly over: NodeJS.Timeout }>()
  const line = (at: number, who: string, what: string) =>
    say(`${((at - began) / 1000).toFixed(1).padStart(6)} s  ${who} ${what}`)
  const tellNumber = (who: string): void => {
    const number = numbers.get(who)
    if (!number) return
    clearTimeout(number.over)
    numbers.delete(who)
    line(number.at, who, `hears: ${number.digits}`)
  }
  return {
    tell(who, what) {
      tellNumber(who)
      line(performance.now(), who, what)
    },
    hears(who, key, words) {
      const digit = /^digit\.(\d)$/.exec(key)?.[1]
      // The breath between groups of digits.
      if (key === 'pause') return
      if (digit === undefined) {
        tellNumber(who)
        return line(performance.now(), who, `hears: ${words}`)
      }
      const before = numbers.get(who)
      clearTimeout(before?.over)
      const over = setTimeout(() => tellNumber(who), digitMs)
      numbers.set(who, { at: performance.now(), digits: `${before?.digits ?? ''}${digit}`, over })
    },
  }
}
