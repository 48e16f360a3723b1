import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { readRoutingTable } from './read-routing-table.ts'
import { formatTableFaults } from './table-file-fault.ts'

/** The demonstration table, which is also the example to copy. */
export const demoTableFile = fileURLToPath(new URL('demo-table.yaml', import.meta.url))

/**
 * Reads the demonstration table.
 * @throws where the file that comes with the program has faults.
 */
export function readDemoTable(): RoutingTable {
  const reading = readRoutingTable(readFileSync(demoTableFile, 'utf8'), demoTableFile)
  if (!reading.ok) throw new Error(`The demonstration table is wrong:\n${formatTableFaults(reading.faults)}`)
  return reading.table
}
