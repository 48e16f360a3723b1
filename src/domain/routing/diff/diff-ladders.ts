import { deadlineKinds } from '../../clocks/deadline-kind.ts'
import { isSame } from '../merge/merge-values.ts'
import type { EscalationStep } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { gather } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

/** Who is told when of what is late: the steps that come and go, for all kinds of deadlines with the same change. */
export function diffLadders({ before, after }: Sides): readonly Difference[] {
  const [old, now] = [before.rules.table.ladders, after.rules.table.ladders]
  const changes = deadlineKinds
    .filter((kind) => !isSame(old[kind], now[kind]))
    .map((kind) => ({
      kind,
      gone: missing(old[kind], now[kind]),
      added: missing(now[kind], old[kind]),
      all: now[kind],
    }))
  return gather(changes, ({ gone, added, all }) => [gone, added, gone.length + added.length === 0 ? all : null]).map(
    (same) => {
      const { gone, added, all } = same[0] as (typeof changes)[number]
      const kinds = list(same.map(({ kind }) => word('deadline', kind)))
      const values = { kinds, added: steps(added), gone: steps(gone), all: steps(all) }
      const code =
        gone.length === 0
          ? added.length === 0
            ? 'ladderOrdered'
            : 'ladderNew'
          : added.length === 0
            ? 'ladderGone'
            : 'ladderOther'
      const isWorse = gone.some(
        (step) => !added.some(({ to, afterMinutes }) => to === step.to && afterMinutes <= step.afterMinutes),
      )
      return difference('ladder', text(code, values), { weakens: isWorse })
    },
  )
}

/** Steps of one ladder that the other lacks; the same step twice counts twice. */
function missing(ladder: readonly EscalationStep[], other: readonly EscalationStep[]): readonly EscalationStep[] {
  const left = [...other]
  return ladder.filter((step) => {
    const place = left.findIndex((one) => isSame(one, step))
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}

const steps = (all: readonly EscalationStep[]): Saying =>
  list(
    all.map(({ afterMinutes, by, to }) => {
      const code = afterMinutes === 0 ? 'stepAt' : afterMinutes < 0 ? 'stepBefore' : 'stepAfter'
      const values = { minutes: Math.abs(afterMinutes), by: word('by', by), to: word('target', to) }
      return text(code, values)
    }),
    'semicolon',
  )
