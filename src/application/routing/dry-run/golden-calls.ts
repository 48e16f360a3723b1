/**
 * Promise to the sysadmin: a call that was said to be golden keeps its way. A table that leads one elsewhere is not
 * published before somebody has seen where, and has said why.
 */
import { instantOfLocal } from '../../../domain/clocks/instant-of-local.ts'
import { localDayOf } from '../../../domain/clocks/local-day.ts'
import type { GoldenCall } from '../../../domain/routing/routing-table.ts'
import { type TextLanguage, textLanguages } from '../../../domain/text-catalogue.ts'
import type { DutyStore } from '../../ports/duty-store.ts'
import type { Finding, TableCheck } from '../../ports/table-check.ts'
import { type DryRunCall, usualStatementSeconds } from './dry-run-call.ts'
import { sayDestination } from './say-outcome.ts'
import { sayLineText } from './texts/line-texts.ts'
import { type Trial, tryCalls } from './try-call.ts'
import type { WhereItGoes } from './where-it-goes.ts'

export type GoldenDeps = Pick<Trial, 'zone' | 'prompts'> & { readonly duty: Pick<DutyStore, 'current'> }

/** Tries the golden calls of a table that is to be published, with the rosters and overrides of now. */
export const goldenCallCheck =
  (deps: GoldenDeps): TableCheck =>
  async ({ table, over }) => {
    if (table.goldenCalls.length === 0) return []
    const { zone, prompts } = deps
    const trial = tryCalls({ table, version: (over?.number ?? 0) + 1, duty: await deps.duty.current(), zone, prompts })
    return table.goldenCalls.flatMap((golden): Finding[] => {
      const where = trial.whereOf(dryRunCallOf(golden, zone))
      if (isAsExpected(golden, where)) return []
      const said = inBoth((language) => sayBroken(golden, where, trial, zone, language))
      const fix = inBoth((language) => sayLineText('goldenFix', {}, language))
      const { id, expect: expected } = golden
      return [
        {
          severity: 'warning',
          code: 'goldenCall',
          path: `goldenCalls[${id}]`,
          message: said,
          fix,
          rule: 'docs/dry-run.md#golden-calls',
          about: { id, expected, came: { unit: unitOf(where), rings: where.rings, to: where.destination } },
        },
      ]
    })
  }

/** @throws where its time is none: validation has seen to that. */
export function dryRunCallOf({ at, dialled, caller, keys, silent }: GoldenCall, zone: string): DryRunCall {
  const instant = instantOfLocal(at, zone)
  if (instant === null) throw new RangeError(`${at} is no local time`)
  const habits = Object.fromEntries(silent.map((number) => [number, 'silent' as const]))
  return { at: instant, dialled, caller, keys, wish: null, habits, statementSeconds: usualStatementSeconds }
}

const unitOf = ({ destination }: WhereItGoes): string | null => (destination.to === 'unit' ? destination.id : null)

const isAsExpected = ({ expect }: GoldenCall, where: WhereItGoes): boolean =>
  expect.unit === unitOf(where) &&
  expect.rings.length === where.rings.length &&
  expect.rings.every((number, place) => number === where.rings[place])

function sayBroken(
  { id, at, dialled, caller, keys, expect }: GoldenCall,
  { destination, rings }: WhereItGoes,
  trial: ReturnType<typeof tryCalls>,
  zone: string,
  language: TextLanguage,
): string {
  const saying = trial.saying(language)
  const listed = (numbers: readonly string[]): string => (numbers.length === 0 ? 'none' : numbers.join(', '))
  const [date = '', time = ''] = at.split('T')
  const instant = instantOfLocal(at, zone)
  const what = {
    ...{ id, date, time, dialled },
    day: instant === null ? '' : localDayOf(instant, zone).weekday,
    caller: caller ?? 'hidden',
    keys: keys === '' ? 'none' : keys,
    unit: expect.unit === null ? 'none' : saying.names('unit', expect.unit),
    rings: listed(expect.rings),
    where: sayDestination(destination, saying),
    came: listed(rings),
  }
  return sayLineText('goldenBroken', what, language)
}

const inBoth = (say: (language: TextLanguage) => string): Readonly<Record<TextLanguage, string>> =>
  Object.fromEntries(textLanguages.map((language) => [language, say(language)])) as Record<TextLanguage, string>
