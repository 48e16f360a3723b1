import { Document, isCollection, isScalar, Scalar, visit } from 'yaml'
import { textOptions } from '../read-document.ts'

/** Longest map or list that is written on one line, in characters. */
const longestOnOneLine = 110

/** How values are written: numbers that are texts (`"0501"`) in quotes, for every reader of YAML; or plainly, as in a table that does so. */
export type Style = { readonly quotes: boolean }

/** A document as lines: an entry that is short, or holds nothing but texts, on one line. */
export function toLines(value: unknown, { quotes }: Style): string {
  const document = quotes
    ? new Document(value, { aliasDuplicateObjects: false })
    : new Document(asTexts(value), { ...textOptions, aliasDuplicateObjects: false })
  visit(document, {
    Collection(key, node) {
      const isTop = node === document.contents
      const isList = typeof key !== 'number' && node.items.some((item) => isCollection(item))
      if (isTop || isList) return undefined
      const short = JSON.stringify(node.toJS(document)).length <= longestOnOneLine
      const scalars = node.items.every((item) => isScalar(item) || isScalar((item as { value?: unknown }).value))
      if (short || scalars) node.flow = true
      return node.flow === true ? visit.SKIP : undefined
    },
  })
  return document.toString({ lineWidth: 0 })
}

/** A value for within a line: `{ id: 05, … }`, `[ a, b ]`, a text. */
export function toInline(value: unknown, { quotes }: Style): string {
  const document = new Document([quotes ? value : asTexts(value)], {
    ...(quotes ? {} : textOptions),
    aliasDuplicateObjects: false,
  })
  visit(document, {
    Collection(_, node) {
      node.flow = true
    },
  })
  return document
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .trim()
    .replace(/^\[ | \]$/g, '')
}

/** A text in the place of another, and as that one was written: plainly where that goes, in quotes where it was. */
export function toScalar(value: unknown, like: Scalar): string {
  const scalar = new Scalar(String(value))
  if (like.type === Scalar.QUOTE_DOUBLE || like.type === Scalar.QUOTE_SINGLE) scalar.type = like.type
  const document = new Document([scalar], textOptions)
  visit(document, {
    Seq(_, node) {
      node.flow = true
    },
  })
  return document
    .toString({ lineWidth: 0 })
    .trim()
    .replace(/^\[ | \]$/g, '')
}

/** The same with every number and truth as the text that it is written as. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts)
  if (value === null || typeof value !== 'object') return value == null ? value : String(value)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]))
}

/** Lines put so many columns to the right. */
export const indented = (lines: string, columns: number): string => lines.replace(/^(?=.*\S)/gm, ' '.repeat(columns))
