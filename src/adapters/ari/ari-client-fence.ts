import { createRequire } from 'node:module'
import type { AriRest } from './ari-rest.ts'

// What of ari-client 2.2.0 and its swagger-client 2.0.26 is touched. Neither has types; the rest is fenced off.
type Socket = {
  on(event: string, listener: (...args: unknown[]) => void): void
  removeAllListeners(): void
  ping(): void
  close(): void
  terminate(): void
}
export type FencedClient = { start(app: string): Promise<void>; _ws: Socket } & Record<string, unknown>
type SwaggerRequest = { url: string; on: { response(answer: { status: number; data: string; obj: unknown }): void } }
type Swagger = { SwaggerHttp: { prototype: { execute(request: SwaggerRequest): void } } }
type AriClient = { connect(url: string, user: string, password: string): Promise<FencedClient> }

type Attach = { url: string; request: AriRest['request']; fail(reason: string): void }

/** The attach under way. Swagger keeps credentials and transport per process, so there is never more than one. */
let current: Attach | null = null
let turn: Promise<unknown> = Promise.resolve()
let library: AriClient | null = null

/**
 * Lets ari-client load Asterisk's API description and gives the client, not yet started. One at a time in the process;
 * resolves to a reason instead of throwing, after `timeoutMs` at the latest.
 */
export function attachClient(options: {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly request: AriRest['request']
  readonly timeoutMs: number
}): Promise<{ ok: true; client: FencedClient } | { ok: false; reason: string }> {
  const attached = turn.then(
    () =>
      new Promise<{ ok: true; client: FencedClient } | { ok: false; reason: string }>((resolve) => {
        const fail = (reason: string): void => {
          clearTimeout(timer)
          current = null
          resolve({ ok: false, reason })
        }
        const timer = setTimeout(() => fail('the API description did not load in time'), options.timeoutMs)
        current = { url: options.url, request: options.request, fail }
        loadLibrary()
          .connect(options.url, options.user, options.password)
          .then(
            (client) => {
              clearTimeout(timer)
              current = null
              resolve({ ok: true, client })
            },
            (error: unknown) => fail(`ari-client: ${error instanceof Error ? error.message : String(error)}`),
          )
      }),
  )
  turn = attached
  return attached
}

/**
 * Loads ari-client with swagger's transport replaced by ours. Its own throws a string out of a callback when a document
 * can't be read (an uncaught exception that ends the process), has no timeout, takes the credentials from whoever
 * connected last, and prints a line about the description's age.
 */
function loadLibrary(): AriClient {
  if (library) return library
  const path = createRequire(import.meta.url).resolve('ari-client')
  const requireFrom = createRequire(path)
  const swagger = requireFrom('swagger-client') as Swagger
  swagger.SwaggerHttp.prototype.execute = (request) => {
    const attach = current
    // A latecomer of an attach that was given up.
    if (!attach || !request.url.startsWith(`${attach.url}/ari/`)) return
    void attach.request('GET', request.url.slice(attach.url.length + '/ari'.length)).then((response) => {
      if (attach !== current) return
      if (response.outcome !== 'answered' || response.status !== 200) {
        return attach.fail(`the API description ${request.url} can't be read`)
      }
      try {
        // Version 1.2 is read by the same code, without the line about a deprecated version on the console.
        const obj = { ...(response.body as object), swaggerVersion: '1.2' }
        request.on.response({ status: 200, data: JSON.stringify(obj), obj })
      } catch (error) {
        attach.fail(`the API description ${request.url} is not understood: ${String(error)}`)
      }
    })
  }
  library = requireFrom(path) as AriClient
  return library
}
