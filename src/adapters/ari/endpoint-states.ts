import type { AriConnection } from './ari-connection.ts'

export type EndpointState = { readonly name: string; readonly state: 'online' | 'offline' | 'unknown' }

/** The states of these PJSIP endpoints, in their order; `unknown` for one that Asterisk does not have or can't tell about. */
export async function endpointStates(
  connection: AriConnection,
  endpoints: readonly string[],
): Promise<readonly EndpointState[]> {
  const response = await connection.request('GET', '/endpoints/PJSIP')
  const known = response.outcome === 'answered' && Array.isArray(response.body) ? response.body : []
  return endpoints.map((name) => {
    const found = known.find((endpoint: { resource?: unknown }) => endpoint?.resource === name) as
      | { state?: unknown }
      | undefined
    return { name, state: found?.state === 'online' || found?.state === 'offline' ? found.state : 'unknown' }
  })
}
