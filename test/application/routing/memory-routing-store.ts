import type { RoutingStore, RoutingVersion } from '../../../src/application/ports/routing-store.ts'

/** A store of routing tables in memory that counts what it is asked. */
export function memoryRoutingStore(): RoutingStore & { readonly asked: string[] } {
  const versions: RoutingVersion[] = []
  const asked: string[] = []
  return {
    asked,
    async current() {
      asked.push('current')
      return versions.at(-1) ?? null
    },
    async version(number) {
      asked.push(`version ${number}`)
      return versions.find((version) => version.number === number) ?? null
    },
    async list() {
      return versions.map(({ table: _, ...version }) => version).reverse()
    },
    async publish(version) {
      const published = { ...version, number: versions.length + 1 }
      versions.push(published)
      return published
    },
  }
}
