import type { AuditLine, AuditReader } from '../../src/application/ports/audit-reader.ts'
import type { DraftRevision, DraftStore } from '../../src/application/ports/draft-store.ts'
import type { DutyStore } from '../../src/application/ports/duty-store.ts'
import type { RoutingStore, RoutingVersion } from '../../src/application/ports/routing-store.ts'
import type { AuditEntry } from '../../src/domain/routing/audit-entry.ts'
import { memoryDutyStore } from './memory-duty-store.ts'

/** Published tables, the draft, the duty and the audit in memory; passes the contract of the real stores. */
export type TableStores = {
  readonly routing: RoutingStore
  readonly drafts: DraftStore
  readonly audit: AuditReader
  readonly duty: DutyStore
  /** For stores beside these that write into the same audit. */
  readonly addToAudit: (entry: AuditEntry) => void
}

export function memoryTableStores(): TableStores {
  const versions: RoutingVersion[] = []
  const revisions: DraftRevision[] = []
  const lines: AuditLine[] = []
  const addToAudit = (entry: AuditEntry): void => {
    lines.push(structuredClone({ ...entry, sequence: lines.length + 1 }))
  }
  const writeDraft = (revision: DraftRevision): boolean => {
    if ((revisions.at(-1)?.revision ?? 0) !== revision.revision - 1) return false
    revisions.push(structuredClone(revision))
    return true
  }
  return {
    addToAudit,
    duty: memoryDutyStore(addToAudit),
    routing: {
      current: async () => versions.at(-1) ?? null,
      version: async (number) => versions[number - 1] ?? null,
      list: async () => versions.map(({ table: _, ...version }) => version).reverse(),
      async publish(version, { over, draft, entry } = {}) {
        if (over !== undefined && over !== (versions.at(-1)?.number ?? null)) return null
        const { publishedAt: changedAt, publishedBy: changedBy } = version
        if (draft !== undefined && !writeDraft({ revision: draft + 1, state: 'published', changedAt, changedBy }))
          return null
        const published = structuredClone({ ...version, number: versions.length + 1 })
        versions.push(published)
        if (entry) addToAudit({ ...entry, refs: { ...entry.refs, version: String(published.number) } })
        return published
      },
    },
    drafts: {
      latest: async () => revisions.at(-1) ?? null,
      revision: async (number) => revisions.find(({ revision }) => revision === number) ?? null,
      async save(revision, entry) {
        if (!writeDraft(revision)) return false
        addToAudit(entry)
        return true
      },
    },
    audit: {
      async list(filter, { cursor, limit }) {
        const before = cursor === null ? Number.POSITIVE_INFINITY : /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0
        const { what, by, from, until, about } = filter
        const found = lines
          .toReversed()
          .filter((line) => line.sequence < before)
          .filter((line) => what === undefined || line.what === what)
          .filter((line) => by === undefined || line.by === by)
          .filter((line) => from === undefined || line.at >= from)
          .filter((line) => until === undefined || line.at < until)
          .filter((line) => about === undefined || line.refs[about.kind] === about.id)
        const items = found.slice(0, limit)
        const more = found.length > limit
        return { items, nextCursor: more ? String(items.at(-1)?.sequence) : null }
      },
    },
  }
}
