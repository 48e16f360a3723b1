/** The questions by which somebody of the centre says which override he wants, in data: what is asked, and what a key means. */
import { minutes } from '../../instant.ts'
import { isInForce, type TimedOverride } from '../../routing/duty.ts'
import { lineOf } from '../../routing/line-of.ts'
import type { Overriding } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import type { Turn } from '../turn.ts'
import { overridePhrases } from './override-phrases.ts'

export type OverrideStep = {
  /** Most digits of an answer. A shorter one is ended by `#` or a pause. */
  readonly digits: 1 | 2
  /** false: `#` or a pause is waited for all the same. */
  readonly endsByItself: boolean
  readonly ask: (turn: Turn, position: Overriding) => Phrase[]
  /** Where the answer leads; null: it means nothing here. */
  readonly take: (turn: Turn, position: Overriding, entry: string) => Overriding | null
}

/** An override lasts so long at the most, in hours; who wants it longer says so again. */
const mostHours = 24
/** Choices that have a key. */
const mostChoices = 9

export const overrideSteps: Readonly<Record<Exclude<Overriding['step'], 'saving'>, OverrideStep>> = {
  what: {
    digits: 1,
    endsByItself: true,
    ask: (turn) => [
      { say: 'overrideCloseKey' },
      { say: 'overrideOpenKey' },
      ...(turn.facts.table.notices.length > 0 ? [{ say: 'overrideNoticeKey' } as const] : []),
      { say: 'overrideSendAllKey' },
      ...(inForce(turn).length > 0 ? [{ say: 'overrideEndKey' } as const] : []),
    ],
    take: wanted,
  },
  notice: {
    digits: 1,
    endsByItself: true,
    ask: (turn) => [
      { say: 'overrideNoticeAsk' },
      ...choices(turn.facts.table.notices).flatMap(({ id }, at): Phrase[] => [...key(at), { say: 'notice', of: id }]),
    ],
    take(turn, position, entry) {
      const notice = choices(turn.facts.table.notices)[Number(entry) - 1]
      return notice ? { ...position, step: 'hours', to: notice.id } : null
    },
  },
  unit: {
    digits: 2,
    endsByItself: true,
    ask: () => [{ say: 'overrideUnitAsk' }],
    take(turn, position, entry) {
      if (Number(entry) === 0) return { ...position, step: 'hours', to: null }
      const unit = entry.length === 2 ? turn.facts.table.units[Number(entry) - 1] : undefined
      return unit ? { ...position, step: 'hours', to: unit.id } : null
    },
  },
  which: {
    digits: 1,
    endsByItself: true,
    ask: (turn) => [
      { say: 'overrideWhichAsk' },
      ...choices(inForce(turn)).flatMap((override, at): Phrase[] => [...key(at), ...overridePhrases(turn, override)]),
    ],
    take(turn, position, entry) {
      const override = choices(inForce(turn))[Number(entry) - 1]
      return override ? { ...position, step: 'confirm', override } : null
    },
  },
  hours: {
    digits: 2,
    endsByItself: false,
    ask: () => [{ say: 'overrideHoursAsk' }],
    take(turn, position, entry) {
      const hours = Number(entry)
      const { kind, to, person } = position
      if (hours < 1 || hours > mostHours || kind === null || kind === 'end') return null
      const { now, newId } = turn.facts
      const by = `officer:${person}`
      const override: TimedOverride = {
        id: newId(),
        kind,
        line: turn.state.record.line,
        to,
        from: now,
        until: now + minutes(hours * 60),
        by,
        at: now,
        reason: 'by telephone',
        ended: null,
      }
      return { ...position, step: 'confirm', override }
    },
  },
  confirm: {
    digits: 1,
    endsByItself: true,
    ask: (turn, { kind, override }) =>
      override === null
        ? []
        : [
            ...(kind === 'end' ? [{ say: 'overrideEnds' } as const] : []),
            ...overridePhrases(turn, override),
            { say: 'overrideConfirm' },
          ],
    take(_turn, position, entry) {
      if (entry === '1') return { ...position, step: 'saving' }
      return entry === '2' ? { ...position, step: 'what', kind: null, to: null, override: null } : null
    },
  },
}

function wanted(turn: Turn, position: Overriding, entry: string): Overriding | null {
  switch (entry) {
    case '1':
      return { ...position, step: 'hours', kind: 'close', to: closedTo(turn) }
    case '2':
      return { ...position, step: 'hours', kind: 'open' }
    case '3':
      return turn.facts.table.notices.length > 0 ? { ...position, step: 'notice', kind: 'notice' } : null
    case '4':
      return { ...position, step: 'unit', kind: 'sendAll' }
    case '5': {
      const [override, ...others] = inForce(turn)
      if (override === undefined) return null
      return others.length > 0
        ? { ...position, step: 'which', kind: 'end' }
        : { ...position, step: 'confirm', kind: 'end', override }
    }
    default:
      return null
  }
}

/** The overrides that count now on the line he has called. */
const inForce = ({ facts: { duty, now }, state }: Turn): readonly TimedOverride[] =>
  duty.overrides.filter(
    (override) => (override.line === null || override.line === state.record.line) && isInForce(override, now),
  )

/** Where callers go who are not served: as outside the line's hours. */
function closedTo({ facts: { table }, state }: Turn): string | null {
  const { window } = lineOf(table, state.record.line)
  return table.windows.find(({ id }) => id === window)?.closedTo ?? table.emergencies[0]?.id ?? null
}

const choices = <Thing>(things: readonly Thing[]): readonly Thing[] => things.slice(0, mostChoices)
const key = (at: number): Phrase[] => [{ say: 'forKey' }, { digits: String(at + 1) }]
