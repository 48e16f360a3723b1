import { smsNumbersOf, voiceNumbersOf } from '../routing/phones-of.ts'
import type { Responder, RoutingTable, Unit } from '../routing/routing-table.ts'
import type { Contact } from './queue-message.ts'

/** Only mobiles (and foreign numbers) can be sent a message; one given as `sms` in the table is believed. */
export const isMobileNumber = (number: string): boolean => /^1[3-9]\d{9}$/.test(number) || /^00\d{6,}$/.test(number)

/** Where a responder gets messages: the numbers for them, then telephones that are other mobiles. */
export function contactsOf(responder: Responder): readonly Contact[] {
  const sms = smsNumbersOf(responder)
  const voice = voiceNumbersOf(responder).filter((number) => !sms.includes(number) && isMobileNumber(number))
  const named = (numbers: readonly string[], use: string): Contact[] =>
    numbers.map((number, place) => ({
      who: `${responder.id}/${use}${place === 0 ? '' : place + 1}`,
      at: { number },
    }))
  return [...named(sms, 'sms'), ...named(voice, 'voice')]
}

/**
 * Who gets a message to a responder, and who instead when that telephone can't be reached: his other telephone, the
 * unit's other responders from him on, its head, the duty officers. Empty: nobody has a number for messages.
 */
export function contactsFrom(
  unit: Unit,
  responder: Responder,
  table: Pick<RoutingTable, 'centre'>,
): readonly Contact[] {
  const at = unit.responders.findIndex(({ id }) => id === responder.id)
  const team = at < 0 ? unit.responders : [...unit.responders.slice(at + 1), ...unit.responders.slice(0, at)]
  return eachNumberOnce([responder, ...team, ...above(unit, responder, table)].flatMap(contactsOf))
}

/** The same without the other responders, for what the whole team gets. */
export const contactsAbove = (
  unit: Unit,
  responder: Responder,
  table: Pick<RoutingTable, 'centre'>,
): readonly Contact[] => eachNumberOnce([responder, ...above(unit, responder, table)].flatMap(contactsOf))

const above = (
  { head }: Unit,
  responder: Responder,
  { centre }: Pick<RoutingTable, 'centre'>,
): readonly Responder[] => [...(head === null || head.id === responder.id ? [] : [head]), ...centre.dutyOfficers]

/** The same telephone may belong to several: it gets the message once. */
function eachNumberOnce(contacts: readonly Contact[]): readonly Contact[] {
  const seen = new Set<string>()
  return contacts.filter(({ at }) => {
    if (!('number' in at) || seen.has(at.number)) return false
    seen.add(at.number)
    return true
  })
}
