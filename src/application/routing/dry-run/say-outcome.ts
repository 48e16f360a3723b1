import { localDayOf } from '../../../domain/clocks/local-day.ts'
import { localClock } from '../../../domain/clocks/local-time.ts'
import type { DryRun } from './dry-run.ts'
import type { DryRunCall } from './dry-run-call.ts'
import { type Saying, sayParty } from './say-line.ts'
import { sayLineText } from './texts/line-texts.ts'
import type { Destination } from './where-it-goes.ts'

/** What comes of a tried call, in a few sentences: who is in charge, what rings, how it ends. */
export function sayOutcome(call: DryRunCall, { where, unusedKeys }: DryRun, saying: Saying): readonly string[] {
  const { zone, language } = saying
  const { date, weekday } = localDayOf(call.at, zone)
  const { rings, takenBy, termination } = where
  const rung = { rings: rings.join(', '), who: takenBy === null ? '' : sayParty(takenBy, saying) }
  return [
    sayLineText(
      'destination',
      {
        caller: call.caller ?? 'hidden',
        dialled: call.dialled,
        date,
        day: weekday,
        time: localClock(call.at, zone),
        where: sayDestination(where.destination, saying),
      },
      language,
    ),
    sayLineText(rings.length === 0 ? 'noRings' : takenBy === null ? 'notTaken' : 'taken', rung, language),
    ...(termination === null ? [] : [sayLineText('ends', { result: termination.result }, language)]),
    ...(unusedKeys === '' ? [] : [sayLineText('unusedKeys', { keys: unusedKeys }, language)]),
  ]
}

/** Who is in charge, by name; a word of the texts where it is nobody of the table. */
export const sayDestination = ({ to, id }: Destination, { names }: Pick<Saying, 'names'>): string =>
  id === null ? to : names(to === 'unit' ? 'unit' : 'emergency', id)
