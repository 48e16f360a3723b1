import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { isSame } from '../../../domain/routing/merge/merge-values.ts'
import { textOf } from '../read-document.ts'
import { alignLists } from './align-lists.ts'
import { isBlock, isCollectionNode, type Layout, type Range, sectionHead } from './layout.ts'
import { indented, type Style, toInline, toLines, toScalar } from './write-value.ts'

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * What a part of the table says (`was`), what it is to say (`is`), and how that is written where it has to be written anew (`short`,
 * in the form of the file; undefined: it would be left out).
 */
type Change = { readonly was: unknown; readonly is: unknown; readonly short: unknown }
/** How a person's telephones may be written: one of these forms. */
const phoneForms = ['phone', 'voice', 'sms', 'phones']

/** Writes what has changed into a text of YAML. Whatever says the same stays as it was written, byte by byte. */
export function changeWithin(layout: Layout, style: Style) {
  const { text, lineStart, nextLine, column, contentEnd, pairEnd, startOf, endOf, chunks } = layout

  /** Lines of a block, from where its first entry (or the comment above it) begins. */
  const blockStart = (pair: Pair): number => nextLine(startOf(pair))
  const blockEnd = (block: YAMLMap | YAMLSeq, from: number): number =>
    isBlock(block) ? (chunks(block, from).at(-1)?.[1] ?? from) : from

  /** The text of a node with the change in it, without the last end of line; null: it can only be written anew. */
  function changed(node: unknown, from: number, change: Change): string | null {
    const { was, is } = change
    if (isScalar(node)) return is === null || typeof is === 'object' ? null : toScalar(is, node as Scalar)
    if (!isCollectionNode(node) || node.items.length === 0) return null
    if (isMap(node) && isFields(was) && isFields(is)) return changedMap(node, from, { ...change, was, is })
    if (isSeq(node) && Array.isArray(was) && Array.isArray(is) && node.items.length === was.length && is.length > 0)
      return changedList(node, from, { ...change, was, is })
    return null
  }

  function changedMap(map: YAMLMap, from: number, change: Change & { readonly was: Fields; readonly is: Fields }) {
    const { was, is, short } = change
    const shortOf = isFields(short) ? short : {}
    const fields = new Map<string, Change | null>()
    for (const name of new Set([...Object.keys(is), ...Object.keys(was)])) {
      if (isSame(was[name] ?? null, is[name] ?? null)) continue
      if (name === 'phones' && Object.hasOwn(is, 'name')) {
        for (const form of phoneForms)
          fields.set(
            form,
            Object.hasOwn(shortOf, form)
              ? { was: was[form], is: is[form] ?? shortOf[form], short: shortOf[form] }
              : null,
          )
        continue
      }
      const isLeftOut = is[name] == null || (isSame(is[name], []) && shortOf[name] === undefined)
      fields.set(name, isLeftOut ? null : { was: was[name], is: is[name], short: shortOf[name] ?? is[name] })
    }
    return isBlock(map) ? blockMap(map, from, fields, Object.keys(is)) : flowMap(map, fields)
  }

  function blockMap(map: YAMLMap, from: number, fields: Map<string, Change | null>, names: readonly string[]) {
    const ranges = chunks(map as Parameters<typeof chunks>[0], from)
    const indent = column(map.range?.[0] ?? 0)
    const written = map.items.map((pair) => textOf(pair.key) ?? '')
    const lines = map.items.map((pair, index) => {
      const range = ranges[index] as Range
      const name = written[index] as string
      const field = fields.get(name)
      if (field === undefined) return text.slice(...range)
      if (field === null) return sectionHead(text.slice(...range), lineStart(startOf(pair)) - range[0])
      return changedPair(pair, range, field)
    })
    // The first entry of a list's entry stands behind its dash: it can't go by itself.
    if (fields.get(written[0] as string) === null && lineStart(startOf(map.items[0])) < from) return null
    for (const [name, field] of fields) {
      if (field === null || written.includes(name)) continue
      const before = names.slice(0, Math.max(0, names.indexOf(name))).findLast((other) => written.includes(other))
      const place = before === undefined ? lines.length - 1 : written.indexOf(before)
      lines[place] += indented(toLines({ [name]: field.short }, style), indent)
    }
    const all = lines.join('')
    return all === '' ? null : withoutLastBreak(all)
  }

  /** A field of a block with its value changed; comments around it stay. */
  function changedPair(pair: Pair, [from, to]: Range, field: Change): string {
    const value = pair.value as Node | null
    const isOwnLines = isBlock(value)
    const valueFrom = isOwnLines ? blockStart(pair) : (value?.range?.[0] ?? 0)
    const valueTo = isOwnLines ? blockEnd(value, valueFrom) : pairEnd(pair)
    const inner = changed(value, valueFrom, field)
    if (inner !== null) return text.slice(from, valueFrom) + inner + (isOwnLines ? '\n' : '') + text.slice(valueTo, to)
    const colon = text.indexOf(':', (pair.key as Node).range?.[1] ?? 0) + 1
    const lines = toLines({ x: field.short }, style).slice('x:'.length)
    const behind = isOwnLines ? text.slice(colon, valueFrom).trimEnd() : ''
    const rest = isOwnLines ? `\n${text.slice(valueTo, to)}` : text.slice(Math.max(valueTo, colon), to)
    const indent = column(startOf(pair))
    const isInline = !lines.startsWith('\n')
    return `${text.slice(from, colon)}${isInline ? withoutLastBreak(lines) + behind : behind + withoutLastBreak(indented(lines, indent))}${rest}`
  }

  /** A map within a line, or broken over several. */
  function flowMap(map: YAMLMap, fields: Map<string, Change | null>): string {
    const entries = map.items.flatMap((pair) => {
      const name = textOf(pair.key) ?? ''
      const field = fields.get(name)
      fields.delete(name)
      if (field === null) return []
      const range: Range = [startOf(pair), pairEnd(pair)]
      if (field === undefined) return [{ pair, text: text.slice(...range) }]
      const value = pair.value as Node | null
      const from = value?.range?.[0] ?? range[1]
      const inner = changed(value, from, field) ?? toInline(field.short, style)
      return [{ pair, text: `${text.slice(range[0], pair.value ? from : range[1]).trimEnd()} ${inner}` }]
    })
    const added = [...fields].flatMap(([name, field]) =>
      field === null ? [] : [{ pair: null, text: toInline({ [name]: field.short }, style).replace(/^\{ | \}$/g, '') }],
    )
    return inFlow(
      map,
      [...entries, ...added].map((entry) => ({ item: entry.pair, text: entry.text })),
    )
  }

  function changedList(
    list: YAMLSeq,
    from: number,
    change: Change & { readonly was: readonly unknown[]; readonly is: readonly unknown[] },
  ): string | null {
    const { was, is, short } = change
    const origin = alignLists(was, is)
    const shortOf = (index: number) => (Array.isArray(short) ? short[index] : is[index])
    if (!isBlock(list)) {
      const entries = is.map((entry, index) => {
        const at = origin[index] as number | null
        const item = at === null ? null : (list.items[at] as Node)
        if (item === null || at === null) return { item: null, text: toInline(shortOf(index), style) }
        const range: Range = [startOf(item), contentEnd(item)]
        if (isSame(was[at], entry)) return { item, text: text.slice(...range) }
        const inner = changed(item, range[0], { was: was[at], is: entry, short: shortOf(index) })
        return { item, text: inner ?? toInline(shortOf(index), style) }
      })
      return inFlow(list, entries)
    }
    const ranges = chunks(list, from)
    const indent = column(list.range?.[0] ?? 0)
    const kept = new Set(origin)
    const gone = list.items.map((item, index) => {
      const range = ranges[index] as Range
      return kept.has(index) ? '' : sectionHead(text.slice(...range), lineStart(startOf(item)) - range[0])
    })
    // What heads a section from which the first entry goes stands above the next one that stays.
    const heads = (next: number) => {
      let head = ''
      for (let index = next - 1; index >= 0 && !kept.has(index); index -= 1) head = gone[index] + head
      return head
    }
    const lines = is.map((entry, index) => {
      const at = origin[index] as number | null
      if (at === null) return indented(toLines([shortOf(index)], style), indent)
      const item = list.items[at] as Node
      const range = ranges[at] as Range
      if (isSame(was[at], entry)) return heads(at) + text.slice(...range)
      const start = startOf(item)
      const end = isBlock(item) ? blockEnd(item, start) : contentEnd(item)
      const inner = changed(item, start, { was: was[at], is: entry, short: shortOf(index) })
      const dash = text.slice(range[0], start)
      const said =
        inner ??
        indented(withoutLastBreak(toLines([shortOf(index)], style)), indent)
          .trimStart()
          .slice(2)
      return heads(at) + dash + said + (isBlock(item) ? '\n' : '') + text.slice(end, range[1])
    })
    return withoutLastBreak(lines.join(''))
  }

  /** Entries within brackets, with what stands between them where their order stayed: a broken line, a comment. */
  function inFlow(node: YAMLMap | YAMLSeq, entries: readonly { readonly item: unknown; readonly text: string }[]) {
    const [from = 0] = node.range ?? []
    const to = contentEnd(node)
    const items: readonly unknown[] = node.items
    const [open, close] = isMap(node) ? ['{', '}'] : ['[', ']']
    if (entries.length === 0) return `${open}${close}`
    const places = entries.map(({ item }) => (item === null ? -1 : items.indexOf(item)))
    const old = places.filter((place) => place >= 0)
    const isInOrder = old.every((place, index) => index === 0 || place > (old[index - 1] as number))
    const first = items[0]
    const last = items.at(-1)
    const opening = first ? text.slice(from, startOf(first)) : `${open} `
    const closing = last ? text.slice(endOf(last), to) : ` ${close}`
    return (
      entries.reduce((written, entry, index) => {
        const place = places[index] as number
        const gap = place > 0 && isInOrder ? text.slice(endOf(items[place - 1]), startOf(items[place])) : ', '
        return `${written}${index === 0 ? '' : gap}${entry.text}`
      }, opening) + closing
    )
  }

  return changed
}

const withoutLastBreak = (lines: string): string => (lines.endsWith('\n') ? lines.slice(0, -1) : lines)
