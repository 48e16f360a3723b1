import type { ContactDesk } from '../adapters/http/http-deps.ts'
import { contactsSheet } from '../adapters/sheet-file/contacts/contacts-sheet.ts'
import { importContacts } from '../adapters/sheet-file/contacts/import-contacts.ts'
import { placeOfSheetFault, saySheetFault } from '../adapters/sheet-file/say-sheet-fault.ts'
import { writeSheet } from '../adapters/sheet-file/write-sheet.ts'

/** Where contacts come in as spreadsheets, and go out as spreadsheets. */
export const contactDesk: ContactDesk = {
  async read(bytes, table, how) {
    const read = await importContacts(bytes, table, how)
    if (read.ok) return read
    const faults = read.faults.map(({ values: _, index: __, ...fault }, place) => ({
      ...fault,
      path: placeOfSheetFault(fault),
      message: saySheetFault(read.faults[place]!, how.language),
    }))
    return { ok: false, faults }
  },
  write: (table, { language, ...form }) =>
    writeSheet(contactsSheet(table, language), { ...form, name: language === 'en' ? 'contacts' : '联系人' }),
}
