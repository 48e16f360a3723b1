/**
 * When the server was there for the calls, on the clock of `performance.now()`. What it has to do within some seconds it
 * is given these seconds for, whatever takes it away in between.
 */
export type Presence = {
  isThere(): boolean
  /** Since when it has been there; Infinity: it is away. */
  since(): number
  /** Milliseconds that it was there from this instant until now. */
  thereFor(from: number): number
  leave(): void
  comeBack(at: number): void
}

export function createPresence(): Presence {
  const past: { readonly from: number; readonly to: number }[] = []
  let since = Number.POSITIVE_INFINITY
  return {
    isThere: () => since !== Number.POSITIVE_INFINITY,
    since: () => since,
    thereFor(from) {
      let sum = Math.max(0, performance.now() - Math.max(from, since))
      for (let i = past.length - 1; i >= 0; i--) {
        const span = past[i] as (typeof past)[number]
        if (span.to < from) break
        sum += span.to - Math.max(span.from, from)
      }
      return sum
    },
    leave() {
      if (since === Number.POSITIVE_INFINITY) return
      past.push({ from: since, to: performance.now() })
      since = Number.POSITIVE_INFINITY
    },
    comeBack(at) {
      if (since === Number.POSITIVE_INFINITY) since = at
    },
  }
}
