import type { Http } from './http-deps.ts'

export type ServedRoute = { readonly method: string; readonly url: string; readonly isOpen: boolean }
declare module 'fastify' {
  interface FastifyInstance {
    /** Every address that is served, those of the documentation among them. */
    readonly routeList: readonly ServedRoute[]
  }
}

/** Keeps the list of what is served, and refuses to start with a route that changes something and does not say who may. */
export function listRoutes(http: Http): void {
  const routeList: ServedRoute[] = []
  http.decorate('routeList', routeList)
  http.addHook('onRoute', ({ method, url, config }) => {
    const methods = [method].flat()
    const changes = methods.some((name) => !['GET', 'HEAD', 'OPTIONS'].includes(name))
    if (changes && config?.access === undefined) throw new Error(`${methods} ${url} does not say who may call it`)
    routeList.push(...methods.map((name) => ({ method: name, url, isOpen: config?.access === 'anybody' })))
  })
}
