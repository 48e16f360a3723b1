/** Intervals after which a datagram is sent again (RFC 3261, T1 = 500 ms). */
const waitsMs = [500, 1000, 2000, 4000]

/**
 * Sends at once and again and again until the returned function is called, in the end to give up and say so.
 */
export function sendUntilStopped(send: () => void, giveUp: () => void): () => void {
  let tries = 0
  let timer: NodeJS.Timeout | undefined
  const again = (): void => {
    const wait = waitsMs[tries++]
    if (wait === undefined) return giveUp()
    send()
    timer = setTimeout(again, wait)
  }
  again()
  return () => clearTimeout(timer)
}
