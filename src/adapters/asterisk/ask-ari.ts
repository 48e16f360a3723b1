/** How to reach an ARI. `url` is its root without `/ari`: `http://127.0.0.1:8088`. */
export type AriAccess = { readonly url: string; readonly user: string; readonly password: string }

export type AriAnswer =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  /** Nobody answered, or not by HTTP. */
  | { readonly ok: false; readonly detail: string }

/** One request to an ARI, for set-up and health only (calls have a faster way). `path` starts with `/ari/`. Refuses after `limitMs`. */
export async function askAri(ari: AriAccess, path: string, limitMs = 3000, method = 'GET'): Promise<AriAnswer> {
  try {
    const response = await fetch(`${ari.url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`,
        connection: 'close',
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    })
    const text = await response.text()
    return { ok: true, status: response.status, body: parseJson(text) }
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined
    return { ok: false, detail: cause?.code ?? cause?.message ?? (error as Error).message }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
