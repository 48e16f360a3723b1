/** A fault that concerns several fields: where, and what is wrong. */
export type TrunkConflict = { readonly path: readonly (string | number)[]; readonly message: string }

/**
 * What is wrong between the fields and the trunks of a trunks file. It takes the file as it was read, with whatever else is wrong
 * in it, so that every fault can be told at once.
 */
export function findTrunkConflicts(file: unknown): readonly TrunkConflict[] {
  const trunks = isRecord(file) && Array.isArray(file.trunks) ? file.trunks : []
  const names = new Set<unknown>()
  const owners = new Map<unknown, unknown>()
  return trunks.flatMap((trunk, index) => {
    if (!isRecord(trunk)) return []
    const at = (...path: (string | number)[]) => ['trunks', index, ...path]
    const found: TrunkConflict[] = []
    if (names.has(trunk.name)) found.push({ path: at('name'), message: 'must not be used by two trunks' })
    if (trunk.name !== undefined) names.add(trunk.name)
    for (const { source, path } of sourcesOf(trunk)) {
      if (owners.has(source)) {
        const message = `calls from ${source} are already trunk ${owners.get(source)}'s; each source is one trunk's`
        found.push({ path: at(...path), message })
      }
      owners.set(source, trunk.name)
    }
    const has = (field: string) => trunk[field] !== undefined && trunk[field] !== null
    if (has('user') && !has('password')) found.push({ path: at('password'), message: 'is missing; a user needs one' })
    if (has('password') && !has('user')) found.push({ path: at('user'), message: 'is missing; a password needs one' })
    if (trunk.register === true && !has('user') && !has('password'))
      found.push({ path: at('register'), message: 'needs user and password' })
    return found
  })
}

type Source = { readonly source: string; readonly path: readonly (string | number)[] }

/** Where a trunk's calls come from: as it says, else its server. */
function sourcesOf(trunk: Record<string, unknown>): readonly Source[] {
  if (Array.isArray(trunk.callsFrom))
    return trunk.callsFrom.map((source, at) => ({ source: String(source), path: ['callsFrom', at] }))
  return typeof trunk.server === 'string' ? [{ source: trunk.server.split(':')[0] as string, path: ['server'] }] : []
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
