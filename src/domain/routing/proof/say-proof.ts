import { sayText, type TextLanguage } from '../../text-catalogue.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import { peopleOfCentre } from '../person-of-centre.ts'
import type { Words } from '../routing-table.ts'
import type { ProofFinding } from './finding.ts'
import { proofTexts, sayPart, sayWhen } from './say-when.ts'

/** More keys, places or people in one sentence are counted. */
const mostNamed = 12

/** A finding in the words of a language, and what would put it right; names are those of the table and the rosters. */
export function sayProof(
  finding: ProofFinding,
  { table, duty }: Pick<RoutingRules, 'table' | 'duty'>,
  language: TextLanguage,
): { readonly message: string; readonly fix: string } {
  const catalogue = proofTexts[language]
  const list = (names: readonly string[]): string => {
    const more = names.length > mostNamed ? ['…'] : []
    return [...names.slice(0, mostNamed), ...more].join(sayPart('comma', {}, language))
  }
  const nameOf = (things: readonly { readonly id: string; readonly name: Words }[], id: string): string => {
    const name = things.find((thing) => thing.id === id)?.name
    return name?.[language] ?? (name ? Object.values(name)[0] : undefined) ?? id
  }
  const { keys, areas, lines } = finding
  const pressed = sayPart(keys.length === 1 ? 'key' : 'keys', { keys: list(keys) }, language)
  const places = areas?.map((area) =>
    area === null ? sayPart('unknownArea', {}, language) : nameOf(table.areas, area),
  )
  const people = [
    ...table.units.flatMap(({ responders, head }) => (head ? [...responders, head] : responders)),
    ...peopleOfCentre(table.centre),
  ]
  const units = list(finding.units.map((id) => nameOf(table.units, id)))
  const rosters = list(finding.rosters.map((id) => sayPart('name', { name: nameOf(duty.rosters, id) }, language)))
  const values = {
    ...finding.values,
    when: sayWhen(finding.when, language),
    what: [
      pressed,
      ...(places ? [list(places)] : []),
      ...(lines ? [sayPart('lines', { lines: list(lines) }, language)] : []),
    ].join(sayPart('clause', {}, language)),
    units,
    people: list(finding.people.map((id) => nameOf(people, id))),
  }
  const roster =
    rosters === '' ? sayPart('theirRosters', { units }, language) : sayPart('roster', { rosters }, language)
  return {
    message: sayText(catalogue, finding.text, { ...values, rosters }),
    fix: sayText(
      { texts: catalogue.fixes, words: catalogue.words },
      finding.text,
      finding.text.startsWith('onlyOfficer') || finding.text.startsWith('nobodyOnDuty')
        ? { ...values, rosters: roster }
        : { ...values, rosters },
    ),
  }
}
