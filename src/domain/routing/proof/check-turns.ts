import { voiceNumbersOf } from '../phones-of.ts'
import type { RoutingTable } from '../routing-table.ts'
import { findingOf, isUnseen, type Looking, type ProofFinding } from './finding.ts'

const kinds = [
  { field: 'fallbacks', code: 'emptyFallback', severity: 'error' },
  { field: 'reinforcements', code: 'emptyReinforcement', severity: 'warning' },
] as const

/** Units that a route names besides its own: there is somebody at some time, and on other telephones than before. */
export function checkTurns(looking: Looking): readonly ProofFinding[] {
  const { coverage } = looking
  const { table } = coverage.rules
  const empty = kinds.flatMap(({ field, code, severity }) => {
    const places = table.routes.flatMap((route, index) =>
      route[field].map((unit, place) => ({ unit, path: `routes[${index}].${field}[${place}]` })),
    )
    return [...new Set(places.map(({ unit }) => unit))]
      .filter((unit) => isUnseen(coverage.staffed({ unit, team: null }), looking))
      .map((unit) => {
        const [first, ...more] = places.filter((place) => place.unit === unit).map(({ path }) => path)
        const values = { more: more.length }
        const text = more.length === 0 ? code : (`${code}s` as const)
        return findingOf({ code, severity, path: first ?? '', text, values, units: [unit] }, looking)
      })
  })
  return [...empty, ...sameTelephones(looking)]
}

/** Fall-backs all of whose telephones have been rung by then: the caller waits for nothing. */
function sameTelephones(looking: Looking): readonly ProofFinding[] {
  const { table } = looking.coverage.rules
  return table.routes.flatMap(({ unit, fallbacks }, index) => {
    const rung = new Set(numbersOf(table, unit))
    return fallbacks.flatMap((fallback, place) => {
      const numbers = numbersOf(table, fallback)
      const isSame = numbers.length > 0 && numbers.every((number) => rung.has(number))
      for (const number of numbers) rung.add(number)
      if (!isSame) return []
      const path = `routes[${index}].fallbacks[${place}]`
      return findingOf(
        { code: 'sameTelephones', severity: 'warning', path, text: 'sameTelephones', units: [fallback] },
        looking,
      )
    })
  })
}

const numbersOf = ({ units }: RoutingTable, id: string): readonly string[] =>
  (units.find((unit) => unit.id === id)?.responders ?? []).flatMap(voiceNumbersOf)
