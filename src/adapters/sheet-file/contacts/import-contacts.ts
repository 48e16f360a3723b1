import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import { type TableFault, validateRoutingTable } from '../../../domain/routing/validate-routing-table.ts'
import type { FaultCode } from '../../../domain/routing/validation/texts/fault-texts.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { isSheet, readSheet } from '../read-sheet.ts'
import type { SheetFault } from '../sheet.ts'
import type { SheetFaultCode } from '../texts/sheet-fault-texts.ts'
import { nameKey } from './contact-columns.ts'
import { type GivenContact, readContacts } from './read-contacts.ts'
import { type ContactsTaken, takeContacts } from './take-contacts.ts'

export type ContactFault = SheetFault<SheetFaultCode | FaultCode>
export type ContactsImport =
  | ({ readonly ok: true } & Pick<ContactsTaken, 'table' | 'added' | 'changed' | 'removed'>)
  | { readonly ok: false; readonly faults: readonly ContactFault[] }

/**
 * A table with the contacts of a file in it.
 * @returns every fault at once, each with its row and column, those against the rules of the table among them; nothing is half
 *   done then.
 */
export async function importContacts(
  bytes: Uint8Array,
  table: RoutingTable,
  { replace, language }: { readonly replace: boolean; readonly language: TextLanguage },
): Promise<ContactsImport> {
  const sheet = await readSheet(bytes)
  if (!isSheet(sheet)) return { ok: false, faults: [sheet] }
  const read = readContacts(sheet, table, language)
  if ('code' in read) return { ok: false, faults: [read] }
  const { given, blame } = read
  const faults: ContactFault[] = read.faults
  const taken = takeContacts(table, given, replace, blame)
  const known = new Set(validateRoutingTable(table).map(said))
  const blamed = new Set(faults.map(({ row }) => row))
  for (const fault of validateRoutingTable(taken.table)) {
    const place = known.has(said(fault)) ? null : placeOf(fault, taken)
    // What is wrong with somebody anyway is said once.
    if (place === null || place.rows.some(({ cells }) => blamed.has(cells.row))) continue
    blame(place.row, place.key, 'missing')
    const { code, values, allowed } = fault
    faults.push({ ...(faults.pop() as ContactFault), code, values, ...(allowed ? { allowed } : {}) })
  }
  const inOrder = (fault: ContactFault) => (fault.row ?? 0) * 1000 + (fault.index ?? -1)
  const all = faults.toSorted((one, other) => inOrder(one) - inOrder(other))
  if (all.length > 0) return { ok: false, faults: all }
  const { added, changed, removed } = taken
  return { ok: true, table: taken.table, added, changed, removed }
}

const said = ({ code, values }: TableFault): string => JSON.stringify([code, values])

/** The cell from which a fault of the table comes; null: it comes from none. */
function placeOf({ path, values }: TableFault, { table, rowsOf }: ContactsTaken) {
  const [list, index, part, ...rest] = path
  const unit = list === 'units' ? table.units[Number(index)] : undefined
  if (unit === undefined || (part !== 'responders' && part !== 'head')) return null
  const person = part === 'head' ? unit.head : unit.responders[Number(rest.shift())]
  const rows = person ? rowsOf(unit.id, person.id) : []
  const [first] = rows
  if (!person || first === undefined) return null
  const [field, which, inner] = rest
  if (field === 'name') return { rows, row: first.cells.row, key: nameKey(String(which ?? values.language)) }
  if (field !== 'phones') return { rows, row: first.cells.row, key: field === undefined ? 'number' : 'person' }
  const number = person.phones[Number(which)]?.number
  const row: GivenContact | undefined = rows.find(({ phone }) => phone?.number === number)
  return { rows, row: (row ?? first).cells.row, key: inner === 'testedOn' ? 'testedOn' : 'number' }
}
