import { isOver } from '../../domain/case/close-without-orders.ts'
import { type Instant, minutes } from '../../domain/instant.ts'
import type { ErasableKind } from '../../domain/record/erasure.ts'
import { type EraseDeps, type ErasedCounts, eraseCase, personalLeft } from './erase-case.ts'

/** Which cases: those of a number, or those closed longer ago. */
export type ErasureScope = { readonly caller: string } | { readonly closedDaysAgo: number }

export type ErasedPart = {
  readonly items: readonly {
    readonly caseNumber: string
    readonly erased: ErasedCounts
    readonly left: ErasedCounts
    /** Why nothing was erased; null: it was. */
    readonly refused: 'caseStillOpen' | 'conflict' | null
  }[]
  /** Where the next part begins; null: that was the last one. */
  readonly nextCursor: string | null
}

/** Cases looked at in one part: calls must not wait for it. */
const casesAtOnce = 50

/**
 * One part of the cases of a scope: erases them, or (`check`) only says what is left. Cases in which nothing is left are
 * not listed; those of a number that are still open are, since nothing is erased in them.
 */
export const eraseMany =
  (deps: EraseDeps) =>
  async (input: {
    readonly scope: ErasureScope
    readonly kinds: readonly ErasableKind[]
    readonly reason: string
    readonly by: string
    readonly check: boolean
    readonly cursor: string | null
  }): Promise<ErasedPart> => {
    const { scope, kinds, reason, by, check, cursor } = input
    const before: Instant | null = 'caller' in scope ? null : deps.clock.now() - minutes(scope.closedDaysAgo * 24 * 60)
    const filter = 'caller' in scope ? { caller: scope.caller } : { openedTo: before ?? 0 }
    const page = await deps.cases.list(filter, { cursor, limit: casesAtOnce })
    const items: ErasedPart['items'][number][] = []
    for (const row of page.items) {
      const caseNumber = row.number
      if (caseNumber === null) continue
      if (before !== null && !(row.closedAt !== null && row.closedAt < before && isOver(row))) continue
      if (check) {
        const left = (await personalLeft(deps)({ caseNumber, kinds })) ?? {}
        if (Object.keys(left).length > 0) items.push({ caseNumber, erased: {}, left, refused: null })
        continue
      }
      const done = await eraseCase(deps)({ caseNumber, kinds, reason, by })
      if (done.ok) {
        const { erased, left } = done
        if (Object.keys(erased).length + Object.keys(left).length > 0)
          items.push({ caseNumber, erased, left, refused: null })
      } else if (done.reason !== 'noCase') {
        const left = (await personalLeft(deps)({ caseNumber, kinds })) ?? {}
        items.push({ caseNumber, erased: {}, left, refused: done.reason })
      }
    }
    return { items, nextCursor: page.nextCursor }
  }
