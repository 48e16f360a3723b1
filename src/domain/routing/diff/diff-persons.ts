/** Promise to the sysadmin: a telephone that changes is one sentence about whose it is, though it changes forty routes. */

import { peopleOfCentre } from '../person-of-centre.ts'
import type { Phone, Responder, RoutingTable } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { wordChanges } from './field-changes.ts'
import { pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

/** Somebody of the table, and with whom; null: the centre. */
type Placed = { readonly person: Responder; readonly unit: string | null; readonly place: Saying }

/** Telephones, names, and who comes or goes as far as no roster tells. @param told people whose coming or going is told. */
export function diffPersons({ before, after }: Sides, told: ReadonlySet<string>): readonly Difference[] {
  const tables = { before: before.rules.table, after: after.rules.table }
  const { both, gone, added } = pair(peopleOf(tables.before), peopleOf(tables.after), ({ person }) => person.id)
  const stays = (table: RoutingTable, unit: string | null): boolean =>
    unit === null || table.units.some(({ id }) => id === unit)
  const aboutOne = ({ person, unit }: Placed) => ({ people: [person.id], units: unit === null ? [] : [unit] })
  const moved = (code: 'personGone' | 'personNew', all: readonly Placed[], other: RoutingTable) =>
    all
      .filter(({ person, unit }) => !told.has(person.id) && stays(other, unit))
      .map((one) => {
        const values = { name: { words: one.person.name }, place: one.place }
        return difference('person', text(code, values), aboutOne(one))
      })
  const tests = both.filter(({ before: was, after: is }) => isTestedSince(was.person, is.person))
  return [
    ...moved('personGone', gone, tables.after),
    ...moved('personNew', added, tables.before),
    ...both.flatMap(({ before: was, after: is }) => [
      ...(was.unit === is.unit
        ? []
        : [
            difference(
              'person',
              text('personMoved', { name: { words: is.person.name }, after: is.place, before: was.place }),
              aboutOne(is),
            ),
          ]),
      ...wordChanges('person', { words: was.person.name }, was.person.name, is.person.name, aboutOne(is)),
      ...phoneChanges(was.person, is),
    ]),
    ...(tests.length === 0
      ? []
      : [
          difference('phoneTest', text('phonesTested', { count: tests.length }), {
            people: tests.map(({ key }) => key),
          }),
        ]),
  ]
}

/** Whether a telephone that stays has another date of its last test. */
const isTestedSince = (was: Responder, is: Responder): boolean =>
  is.phones.some(({ number, testedOn }) =>
    was.phones.some((phone) => phone.number === number && phone.testedOn !== testedOn),
  )

/** Everybody, each once: whoever is head and responder is one. */
function peopleOf({ units, centre }: RoutingTable): readonly Placed[] {
  const ofUnits = units.flatMap(({ id: unit, name, responders, head }) =>
    [...responders, ...(head === null ? [] : [head])].map((person) => ({ person, unit, place: { words: name } })),
  )
  const ofCentre = peopleOfCentre(centre).map((person) => ({ person, unit: null, place: { words: centre.name } }))
  return [...ofUnits, ...ofCentre]
}

function phoneChanges(was: Responder, { person, unit, place }: Placed): readonly Difference[] {
  const { both, gone, added } = pair(was.phones, person.phones, ({ number }) => number)
  const used = both.filter(({ before, after }) => useOf(before) !== useOf(after))
  const order = [was.phones, person.phones].map((phones) =>
    phones.flatMap(({ number }) => (both.some(({ key }) => key === number) ? [number] : [])),
  )
  const swapped = gone.length === added.length
  const changes: Saying[] = [
    ...(swapped
      ? added.map((phone, index) => text('phoneOther', { after: phoneName(phone), before: gone[index]?.number ?? '' }))
      : [
          ...added.map((phone) => text('phoneNew', { after: phoneName(phone) })),
          ...gone.map(({ number }) => text('phoneGone', { before: number })),
        ]),
    ...used.map(({ key, before, after }) =>
      text('phoneUse', { number: key, after: word('use', useOf(after)), before: word('use', useOf(before)) }),
    ),
    ...(order[0]?.join() === order[1]?.join()
      ? []
      : [text('phonesOrdered', { numbers: list(order[1] ?? [], 'inTurn') })]),
  ]
  if (changes.length === 0) return []
  const values = { name: { words: person.name }, place, changes: list(changes, 'semicolon') }
  return [
    difference('person', text('phones', values), {
      weakens: gone.length > added.length || countOf(person, 'voice') < countOf(was, 'voice'),
      people: [person.id],
      units: unit === null ? [] : [unit],
    }),
  ]
}

const countOf = ({ phones }: Responder, use: 'voice' | 'sms'): number => phones.filter((phone) => phone[use]).length

const useOf = ({ voice, sms }: Phone): string => (voice ? (sms ? 'both' : 'voice') : 'sms')

const phoneName = (phone: Phone): Saying =>
  useOf(phone) === 'both' ? phone.number : text('phoneFor', { number: phone.number, use: word('use', useOf(phone)) })
