import { CallRefused } from './call-refused.ts'

/** A server's HTTP API, for one who has been let in. */
export type HotlineApi = {
  /** JSON below `/api/v1`. @throws {CallRefused} where the answer is no success. */
  get<T>(path: string): Promise<T>
}

/** Longest that an answer may take, in ms. */
const answerMs = 5000

/** Lets itself in: by the bearer token where there is one, else as `admin`. @throws {CallRefused} when refused. */
export async function openHotlineApi(
  url: string,
  access: { readonly token: string | null; readonly password: string },
): Promise<HotlineApi> {
  const headers: Record<string, string> = access.token
    ? { authorization: `Bearer ${access.token}` }
    : { cookie: await signIn(url, access.password) }
  return {
    async get<T>(path: string): Promise<T> {
      const response = await ask(`${url}/api/v1${path}`, { headers })
      if (!response.ok) throw new CallRefused(`The server refuses GET /api/v1${path} (HTTP ${response.status}).`)
      return (await response.json()) as T
    },
  }
}

/** Signs `admin` in; the cookie. @throws {CallRefused} when refused. */
export async function signIn(url: string, password: string): Promise<string> {
  const response = await ask(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'admin', password }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (response.ok && cookie) return cookie
  throw new CallRefused(
    `The server at ${url} does not let admin in (HTTP ${response.status}): this data folder's secrets.json is not its own. Set HOTLINE_DATA_DIR or HOTLINE_API_TOKEN as the server has it.`,
  )
}

/** @throws {CallRefused} when nobody answers. */
export async function ask(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(answerMs) })
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } }
    throw new CallRefused(`The server does not answer at ${url}: ${cause?.code ?? message}.`)
  }
}
