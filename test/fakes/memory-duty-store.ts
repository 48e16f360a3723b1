import type { DutyRevision, DutyStore, KeptRoster } from '../../src/application/ports/duty-store.ts'
import type { AuditEntry } from '../../src/domain/routing/audit-entry.ts'
import { type Duty, noDuty, overAt, type TimedOverride } from '../../src/domain/routing/duty.ts'

/** The duty in memory; passes the contract of the real store. `addToAudit`: where the lines of the audit go. */
export function memoryDutyStore(addToAudit: (entry: AuditEntry) => void = () => {}): DutyStore {
  const revisions: DutyRevision[] = []
  let latest: Duty = noDuty

  /** The newest change of each thing up to a revision, in the order in which the things were first made. */
  function newestChanges(revision: number): readonly DutyRevision[] {
    const things = new Map<string, DutyRevision>()
    for (const made of revisions.slice(0, revision)) things.set(keyOf(made), made)
    return [...things.values()]
  }
  function at(revision: number): Duty | null {
    if (revision === 0) return noDuty
    const made = revisions[revision - 1]
    if (made === undefined) return null
    const changes = newestChanges(revision).map(({ change }) => change)
    return {
      revision,
      rosters: changes.flatMap((one) => (one.kind === 'roster' && one.roster !== null ? [one.roster] : [])),
      overrides: changes.flatMap((one) =>
        one.kind === 'override' && overAt(one.override) > made.changedAt ? [one.override] : [],
      ),
    }
  }
  const overrides = (): { readonly first: number; readonly override: TimedOverride }[] =>
    newestChanges(revisions.length).flatMap((made) =>
      made.change.kind === 'override'
        ? [
            {
              first: revisions.findIndex((one) => keyOf(one) === keyOf(made)) + 1,
              override: made.change.override,
            },
          ]
        : [],
    )
  return {
    current: async () => latest,
    atRevision: async (revision) => at(revision),
    atInstant: async (instant) => at(revisions.findLastIndex(({ changedAt }) => changedAt <= instant) + 1) ?? noDuty,
    rosters: async () =>
      newestChanges(revisions.length).flatMap((made) => {
        const kept = keptRoster(made)
        return kept === null || kept.roster === null ? [] : [kept]
      }),
    async roster(id, revision = revisions.length) {
      const made = revisions.slice(0, revision).findLast(({ change }) => change.kind === 'roster' && change.id === id)
      return made === undefined ? null : keptRoster(made)
    },
    override: async (id) => overrides().find(({ override }) => override.id === id)?.override ?? null,
    async overrides({ cursor, limit }) {
      const before = cursor === null ? Number.POSITIVE_INFINITY : /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0
      const found = overrides()
        .filter(({ first }) => first < before)
        .reverse()
      const items = found.slice(0, limit)
      return {
        items: items.map(({ override }) => override),
        nextCursor: found.length > limit ? String(items.at(-1)?.first) : null,
      }
    },
    async save(revision, entry) {
      if (revision.revision !== revisions.length + 1) return false
      revisions.push(structuredClone(revision))
      latest = at(revisions.length) ?? noDuty
      addToAudit(entry)
      return true
    },
  }
}

const keyOf = ({ change }: DutyRevision): string =>
  change.kind === 'roster' ? `roster ${change.id}` : `override ${change.override.id}`

function keptRoster({ revision, changedAt, changedBy, change }: DutyRevision): KeptRoster | null {
  if (change.kind !== 'roster') return null
  const { id, roster } = change
  return { id, roster, revision, changedAt, changedBy }
}
