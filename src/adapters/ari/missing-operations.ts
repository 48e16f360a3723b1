import type { AriRest } from './ari-rest.ts'

/**
 * Says which of the operations (`channels.create`) this Asterisk does not offer, null when none is missing. The API
 * description is a set of files that are there whether or not the module is, so it only tells what this version of
 * Asterisk could do; whether the module is loaded is asked for each resource: without it, every path below is 404.
 */
export async function findMissing(
  description: Readonly<Record<string, unknown>>,
  operations: readonly string[],
  request: AriRest['request'],
): Promise<string | null> {
  const tooOld = operations.filter((operation) => {
    const [resource = '', name = ''] = operation.split('.')
    return typeof (description[resource] as Record<string, unknown> | undefined)?.[name] !== 'function'
  })
  if (tooOld.length > 0)
    return `this version of Asterisk does not offer ${tooOld.join(', ')}: version 20 or newer is needed`

  const resources = [...new Set(operations.map((operation) => operation.split('.')[0]!))]
  const modules: string[] = []
  for (const resource of resources) {
    const response = await request('GET', `/${resource}`)
    if (response.outcome !== 'answered') return `Asterisk stopped answering: ${response.detail}`
    if (response.status === 404) modules.push(`res_ari_${toSnakeCase(resource)}.so`)
  }
  return modules.length > 0 ? `Asterisk has not loaded ${modules.join(', ')} (modules.conf)` : null
}

const toSnakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
