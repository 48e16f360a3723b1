import { ask, signIn } from '../call/hotline-api.ts'

/** An answer of the server, whatever its status; `body` is parsed where it is JSON, else it is text. */
export type ServerAnswer = {
  readonly status: number
  readonly ok: boolean
  readonly body: unknown
  readonly etag?: string | null
}

/** The revision that an answer's ETag names; null: none. */
export function revisionOf({ etag }: ServerAnswer): number | null {
  const [, digits] = /^"(\d{1,9})"$/.exec(etag ?? '') ?? []
  return digits === undefined ? null : Number(digits)
}

/** The API of a running server, for one who has been let in. Paths are below `/api/v1`. */
export type ServerApi = {
  request(
    method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?:
      | { readonly json: unknown }
      | { readonly text: string; readonly type: string }
      | { readonly bytes: Uint8Array; readonly type: string },
    headers?: Readonly<Record<string, string>>,
  ): Promise<ServerAnswer>
  /** The same for what is no text: a workbook. */
  bytes(path: string): Promise<{ readonly status: number; readonly ok: boolean; readonly bytes: Uint8Array }>
}

/** Lets itself in: by the bearer token where there is one, else as `admin`. @throws {CallRefused} when refused, or when nobody answers. */
export async function openServerApi(
  url: string,
  access: { readonly token: string | null; readonly password: string; readonly language: string },
): Promise<ServerApi> {
  const own: Record<string, string> = {
    'accept-language': access.language,
    ...(access.token
      ? { authorization: `Bearer ${access.token}` }
      : { cookie: await signIn(url, access.password), origin: url }),
  }
  return {
    async request(method, path, body, headers = {}) {
      const sent = body === undefined ? {} : sentOf(body)
      const response = await ask(`${url}/api/v1${path}`, {
        method,
        headers: { ...own, ...(sent.type === undefined ? {} : { 'content-type': sent.type }), ...headers },
        ...(sent.body === undefined ? {} : { body: sent.body }),
      })
      const text = await response.text()
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
      const read = isJson ? JSON.parse(text) : text
      return { status: response.status, ok: response.ok, body: read, etag: response.headers.get('etag') }
    },
    async bytes(path) {
      const response = await ask(`${url}/api/v1${path}`, { headers: own })
      return { status: response.status, ok: response.ok, bytes: new Uint8Array(await response.arrayBuffer()) }
    },
  }
}

function sentOf(body: NonNullable<Parameters<ServerApi['request']>[2]>): {
  readonly type?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
} {
  if ('json' in body) return { type: 'application/json', body: JSON.stringify(body.json) }
  if ('bytes' in body) return { type: body.type, body: new Uint8Array(body.bytes) }
  return { type: body.type, body: body.text }
}

type Refusal = {
  readonly possible?: readonly string[]
  readonly message?: string
  readonly details?: readonly { readonly path?: string; readonly message?: string }[]
}

/** What a refusal says, in lines: the message, then each detail. */
export function tellRefusal({ status, body }: ServerAnswer): readonly string[] {
  if (typeof body === 'string') return [`The server answers with HTTP ${status}.`, ...(body === '' ? [] : [body])]
  const { message, details = [], possible } = body as Refusal
  return [
    message ?? `The server answers with HTTP ${status}.`,
    ...details.map(
      (detail) => `  - ${detail.path ? `${detail.path}: ` : ''}${detail.message ?? JSON.stringify(detail)}`,
    ),
    ...(possible === undefined ? [] : [`  possible now: ${possible.join(', ') || 'nothing'}`]),
  ]
}
