import type { TableDesk } from '../adapters/http/http-deps.ts'
import { readRoutingTable } from '../adapters/table-file/read-routing-table.ts'
import { formatPath } from '../adapters/table-file/table-file-fault.ts'
import { writeRoutingTable } from '../adapters/table-file/write-routing-table.ts'
import { type Publishing, publishRoutingTable } from '../application/routing/publish-routing-table.ts'

/** Where tables come in as text, are judged, and go out as text. */
export function tableDesk(publishing: Publishing): TableDesk {
  return {
    async validate(text) {
      const read = readRoutingTable(text, 'table')
      return read.ok ? { ok: true } : { ok: false, faults: read.faults.map(inPlace) }
    },
    async publish({ text, reason, by }) {
      const read = readRoutingTable(text, 'table')
      if (!read.ok) return { ok: false, faults: read.faults.map(inPlace) }
      const published = await publishRoutingTable(publishing, { table: read.table, by, reason })
      if (published.ok) return { ok: true, version: published.version }
      const faults =
        published.reason === 'invalid'
          ? published.faults.map(({ path, message }) => ({ path: formatPath(path), message }))
          : published.faults.map(({ language, key, reason: why }) => ({
              path: `prompts.${language}.${key}`,
              message: why,
            }))
      return { ok: false, faults }
    },
    write: writeRoutingTable,
  }
}

const inPlace = <Fault extends { readonly path: readonly (string | number)[] | string; readonly message: string }>(
  fault: Fault,
) => ({
  ...fault,
  path: typeof fault.path === 'string' ? fault.path : formatPath(fault.path),
})
