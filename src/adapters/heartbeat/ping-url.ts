/** Longest time a ping may take, in ms: the next one comes within a minute. */
const limitMs = 10_000

/**
 * A ping of a URL by GET, as dead man's switches take it; its answer counts, not what it says. Rejects with words that do
 * not hold the URL, which is a secret: whoever knows it can pretend that all is well.
 */
export const pingUrl =
  (url: string, timeoutMs = limitMs) =>
  async (): Promise<void> => {
    let status: number
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'follow' })
      await response.body?.cancel()
      status = response.status
    } catch (error) {
      const { name, cause } = error as Error & { cause?: { code?: string } }
      throw new Error(
        `${new URL(url).host} does not answer (${name === 'TimeoutError' ? 'time-out' : (cause?.code ?? name)})`,
      )
    }
    if (status >= 400) throw new Error(`${new URL(url).host} answers with HTTP ${status}`)
  }
