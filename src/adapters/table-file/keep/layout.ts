import { isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

/** Half-open part of a text. */
export type Range = readonly [from: number, to: number]
/** A list or map of which each entry begins on a line of its own. */
export type BlockNode = (YAMLMap | YAMLSeq) & { flow?: false }

export const isCollectionNode = (node: unknown): node is YAMLMap | YAMLSeq => isMap(node) || isSeq(node)
export const isBlock = (node: unknown): node is BlockNode => isCollectionNode(node) && !node.flow

/**
 * Where the parts of a YAML text stand, so that one of them can be replaced and every other byte of the text stays.
 * Lines end with `\n`; the text ends with one, too.
 */
export function layoutOf(text: string) {
  const lineStart = (offset: number): number => text.lastIndexOf('\n', offset - 1) + 1
  /** First character of the next line. */
  const nextLine = (offset: number): number => text.indexOf('\n', offset) + 1 || text.length
  const column = (offset: number): number => offset - lineStart(offset)

  /** Where a value's own characters end: before a comment behind it, before the end of its line. */
  function contentEnd(node: Node): number {
    const [from = 0, to = 0] = node.range ?? []
    if (isBlock(node)) {
      const last: unknown = node.items.at(-1)
      if (isPair(last)) return pairEnd(last)
      if (last) return contentEnd(last as Node)
    }
    let end = to
    // What YAML calls white: other spaces (U+2000, U+3000 …) belong to a value.
    while (end > from && /[ \t\r\n]/.test(text[end - 1] as string)) end -= 1
    return end
  }
  function pairEnd({ key, value }: Pair): number {
    const keyEnd = (key as Node).range?.[1] ?? 0
    const isEmpty = !value || (isScalar(value) && value.value === null && value.range?.[0] === value.range?.[1])
    return isEmpty ? text.indexOf(':', keyEnd) + 1 : contentEnd(value as Node)
  }

  /** Behind the last line of an entry that ends at `end`: comments that are indented deeper than it are its own. */
  function entryEnd(end: number, indent: number): number {
    let own = nextLine(end)
    for (let line = own; line < text.length; line = nextLine(line)) {
      const [, space = '', first] = /^( *)(.?)/.exec(text.slice(line, nextLine(line))) ?? []
      if (first !== '#' && first !== '') break
      if (first === '#' && space.length <= indent) break
      if (first === '#') own = nextLine(line)
    }
    return own
  }

  const startOf = (item: unknown): number => ((isPair(item) ? item.key : item) as Node).range?.[0] ?? 0
  const endOf = (item: unknown): number => (isPair(item) ? pairEnd(item) : contentEnd(item as Node))

  /**
   * The lines of each entry of a block, with the comments and empty lines before it. The first one begins where the block
   * does: `from`.
   */
  function chunks(block: BlockNode, from: number): readonly Range[] {
    const indent = column(block.range?.[0] ?? 0)
    let start = from
    return block.items.map((item) => {
      const chunk: Range = [start, entryEnd(endOf(item), indent)]
      start = chunk[1]
      return chunk
    })
  }

  return { text, lineStart, nextLine, column, contentEnd, pairEnd, startOf, endOf, chunks }
}
export type Layout = ReturnType<typeof layoutOf>

/** The lines without those that speak of the entry alone: comments that stand above an empty line head a section, and stay. */
export function sectionHead(chunk: string, entry: number): string {
  const before = chunk.slice(0, entry)
  const lastEmpty = [...before.matchAll(/^[ \t]*\n/gm)].at(-1)
  const head = lastEmpty === undefined ? '' : before.slice(0, lastEmpty.index + lastEmpty[0].length)
  return /#/.test(head) ? head : ''
}
