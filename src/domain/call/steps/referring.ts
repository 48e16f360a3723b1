/** Promise to the citizen: outside the service hours, or where his number leads elsewhere, he is in the ledger before it rings. */
import { nextLocalTime } from '../../clocks/local-time.ts'
import { setDeadlineAt } from '../../clocks/set-deadline.ts'
import type { Greeting } from '../call-state.ts'
import type { Turn } from '../turn.ts'
import { openMatter } from './open-matter.ts'
import { originOf } from './origin-of.ts'

/** Opens the case of a call that is connected elsewhere. Whoever calls at night is to be confirmed by a set time next morning. */
export function openReferred(turn: Turn, { target, why }: Extract<Greeting, { after: 'transfer' }>): void {
  const about = { category: null, answer: null, urgency: 'normal', unit: null, referredTo: target } as const
  if (why === 'forwarded') {
    openMatter(turn, { ...about, origin: originOf(turn), why: 'the number that was dialled leads there' })
    return
  }
  const closing = turn.state.overrides.some(({ kind }) => kind === 'close')
  const row = openMatter(turn, {
    ...about,
    origin: 'afterHours',
    why: closing ? 'closed by an override' : 'outside the service window',
  })
  const { confirmBy } = turn.facts.table.timings
  const due = nextLocalTime(turn.facts.now, turn.facts.zone, confirmBy)
  turn.changes.push(
    ...setDeadlineAt(row, { kind: 'confirmAfterHours', base: 'opened', due, atLocal: confirmBy }, turn.decision),
  )
}
