import type { RoutingTable, ServiceLine } from './routing-table.ts'

/** The line of that id, or the table's first: a number that leads nowhere is answered like the hotline. */
export function lineOf(table: RoutingTable, id: string | null): ServiceLine {
  const line = table.lines.find((candidate) => candidate.id === id) ?? table.lines[0]
  if (!line) throw new Error('A published routing table has at least one line')
  return line
}
