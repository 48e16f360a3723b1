import { isMap, parseDocument } from 'yaml'
import { isSame } from '../../../domain/routing/merge/merge-values.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import { textOptions } from '../read-document.ts'
import { changeWithin } from './change-node.ts'
import { layoutOf } from './layout.ts'

/**
 * How often the text is looked at again: what was not written because the text's `defaults` said it may have to be
 * written after all, when those who used to agree with them no longer do.
 */
const mostPasses = 4

/**
 * Writes a table into a text that says another one: only what differs is touched, comments, order and empty lines stay.
 * Reading what comes of it gives exactly the table.
 * @param read the table that a text says; null: it says none.
 * @param short the table in the form of the file.
 * @returns null: the text can't be read as a table, or the change does not go into it.
 */
export function writeInto(
  text: string,
  table: RoutingTable,
  read: (text: string) => RoutingTable | null,
  short: unknown,
): string | null {
  const isWindows = text.includes('\r\n')
  let written = isWindows ? text.replaceAll('\r\n', '\n') : text
  if (!written.endsWith('\n')) written += '\n'
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const was = read(written)
    if (was === null) return null
    if (isSame(was, table)) return pass === 0 ? text : isWindows ? written.replaceAll('\n', '\r\n') : written
    const { contents } = parseDocument(written, textOptions)
    if (!isMap(contents) || contents.flow || !contents.range) return null
    const layout = layoutOf(written)
    const from = layout.lineStart(layout.startOf(contents.items[0]))
    const end = layout.chunks(contents as Parameters<typeof layout.chunks>[0], from).at(-1)?.[1] ?? from
    const changed = changeWithin(layout, { quotes: !plainNumber.test(written) })(contents, from, {
      was,
      is: table,
      short,
    })
    if (changed === null) return null
    written = `${written.slice(0, from)}${changed}\n${written.slice(end)}`
  }
  return null
}

/** A text of digits without quotes, which some readers of YAML would take for a number. */
const plainNumber = /\b(?:id|phone|voice|sms|number|unit): \d/
