import type { TableDesk } from '../adapters/http/http-deps.ts'
import { readDraftTable } from '../adapters/table-file/read-routing-table.ts'
import { sayTableFault, type TableFileFault } from '../adapters/table-file/table-file-fault.ts'
import { writeRoutingTable } from '../adapters/table-file/write-routing-table.ts'
import type { TextLanguage } from '../domain/text-catalogue.ts'

/** Where tables come in as text, and go out as text; in whichever thread it is called. */
export const tableDesk: TableDesk = {
  async read(text, language) {
    const read = readDraftTable(text, 'table')
    const faults = read.faults.map(saidIn(language))
    return read.ok ? { ok: true, table: read.table, faults } : { ok: false, faults }
  },
  write: async (table, keeping) => writeRoutingTable(table, keeping),
}

const saidIn = (language: TextLanguage) => (fault: TableFileFault) => ({
  ...fault,
  message: sayTableFault(fault, language),
})
