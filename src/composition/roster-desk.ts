import type { RosterDesk } from '../adapters/http/http-deps.ts'
import { readRoster } from '../adapters/table-file/read-roster.ts'
import { sayTableFault } from '../adapters/table-file/table-file-fault.ts'
import { writeRoster } from '../adapters/table-file/write-roster.ts'

/** Where rosters come in as text, and go out as text. */
export const rosterDesk: RosterDesk = {
  read(text, language) {
    const read = readRoster(text, 'roster')
    if (read.ok) return read
    return { ok: false, faults: read.faults.map((fault) => ({ ...fault, message: sayTableFault(fault, language) })) }
  },
  write: writeRoster,
}
