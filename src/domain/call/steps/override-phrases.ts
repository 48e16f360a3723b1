import { localClock, localDate } from '../../clocks/local-time.ts'
import type { TimedOverride } from '../../routing/duty.ts'
import type { Phrase } from '../phrase.ts'
import type { Turn } from '../turn.ts'

/** What an override does and until when, as it is read back: "closed, calls go to 110, until 15:00". */
export function overridePhrases(turn: Turn, override: TimedOverride): Phrase[] {
  return [...effectPhrases(turn, override), ...untilPhrases(turn, override)]
}

function effectPhrases({ facts: { table } }: Turn, { kind, to }: TimedOverride): Phrase[] {
  switch (kind) {
    case 'close': {
      const number = table.emergencies.find(({ id }) => id === to)?.number
      return [{ say: 'overrideClose' }, ...(number === undefined ? [] : [{ digits: number }])]
    }
    case 'open':
      return [{ say: 'overrideOpen' }]
    case 'notice':
      return [
        { say: 'overrideNotice' },
        ...(table.notices.some(({ id }) => id === to) ? [{ say: 'notice', of: to ?? '' } as const] : []),
      ]
    case 'sendAll':
      if (to === null) return [{ say: 'overrideToOfficer' }]
      return [
        { say: 'overrideSendAll' },
        ...(table.units.some(({ id }) => id === to) ? [{ say: 'unitName', of: to } as const] : []),
      ]
  }
}

function untilPhrases({ facts: { now, zone } }: Turn, { until }: TimedOverride): Phrase[] {
  const isToday = localDate(until, zone) === localDate(now, zone)
  return [
    { say: 'overrideUntil' },
    ...(isToday ? [] : [{ say: 'tomorrow' } as const]),
    { clock: localClock(until, zone) },
  ]
}
