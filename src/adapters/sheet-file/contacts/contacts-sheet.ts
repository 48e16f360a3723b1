import type { Responder, RoutingTable, Unit } from '../../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { yesOrNo } from '../cells.ts'
import type { Sheet } from '../sheet.ts'
import { type ContactRole, contactColumns, contactLanguages, nameKey, roles } from './contact-columns.ts'

/**
 * The telephones of all units, a row each, under headers in a language. Importing the sheet again changes nothing.
 */
export function contactsSheet(table: RoutingTable, language: TextLanguage): Sheet {
  const languages = contactLanguages(table)
  const columns = contactColumns(languages)
  const said = (words: readonly string[] | undefined) => words?.[language === 'en' ? 0 : 1] ?? ''
  const rowsOf = (unit: Unit, person: Responder, role: ContactRole, order: number | null) => {
    const cells: Record<string, string> = {
      unit: unit.id,
      unitName: unit.name[language] ?? unit.name[languages[0] ?? ''] ?? '',
      role: said(roles[role]),
      person: person.id,
      ...Object.fromEntries(languages.map((one) => [nameKey(one), person.name[one] ?? ''])),
      teams: unit.teams.flatMap(({ id, members }) => (members.includes(person.id) ? [id] : [])).join(' '),
      order: order === null ? '' : String(order),
    }
    const phones = person.phones.map(({ number, voice, sms, testedOn }, place) => ({
      number,
      place: String(place + 1),
      voice: said(yesOrNo[String(voice)]),
      sms: said(yesOrNo[String(sms)]),
      testedOn: testedOn ?? '',
    }))
    return (phones.length === 0 ? [{}] : phones).map((phone) => {
      const row: Record<string, string> = { ...cells, ...phone }
      return columns.map(({ key }) => row[key] ?? '')
    })
  }
  return [
    columns.map(({ headers }) => headers[language]),
    ...table.units.flatMap((unit) => [
      ...unit.responders.flatMap((person, index) => rowsOf(unit, person, 'responder', index + 1)),
      ...(unit.head === null ? [] : rowsOf(unit, unit.head, 'head', null)),
    ]),
  ]
}
