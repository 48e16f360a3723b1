import type { TableDesk } from '../adapters/http/http-deps.ts'
import { readRoutingTable } from '../adapters/table-file/read-routing-table.ts'
import { formatPath, sayTableFault, type TableFileFault } from '../adapters/table-file/table-file-fault.ts'
import { writeRoutingTable } from '../adapters/table-file/write-routing-table.ts'
import { type Publishing, publishRoutingTable } from '../application/routing/publish-routing-table.ts'
import { sayFault } from '../domain/routing/validation/texts/fault-texts.ts'
import type { TextLanguage } from '../domain/text-catalogue.ts'

/** Where tables come in as text, are judged, and go out as text. */
export function tableDesk(publishing: Publishing): TableDesk {
  return {
    async validate(text, language) {
      const read = readRoutingTable(text, 'table')
      return read.ok ? { ok: true } : { ok: false, faults: read.faults.map(saidIn(language)) }
    },
    async publish({ text, reason, by, language }) {
      const read = readRoutingTable(text, 'table')
      if (!read.ok) return { ok: false, faults: read.faults.map(saidIn(language)) }
      const published = await publishRoutingTable(publishing, { table: read.table, by, reason })
      if (published.ok) return { ok: true, version: published.version }
      const faults =
        published.reason === 'invalid'
          ? published.faults.map((fault) => ({
              ...fault,
              path: formatPath(fault.path),
              message: sayFault(fault, language),
            }))
          : published.faults.map(({ language: spoken, key, reason: why }) => ({
              path: `prompts.${spoken}.${key}`,
              message: why,
            }))
      return { ok: false, faults }
    },
    write: writeRoutingTable,
  }
}

const saidIn = (language: TextLanguage) => (fault: TableFileFault) => ({
  ...fault,
  message: sayTableFault(fault, language),
})
