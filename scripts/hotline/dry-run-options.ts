import type { CommandContext } from './command.ts'
import { wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'

const text = { type: 'string' } as const
/** Options that say which table is meant, and in which language the answer comes. */
export const tableOptions = {
  draft: { type: 'boolean' },
  version: text,
  file: text,
  language: text,
  json: { type: 'boolean' },
} as const

type Asked = { readonly draft?: boolean; readonly version?: string; readonly file?: string }

/** What names the table in a request: the draft, a version, a file, or else the published one. null: complained of. */
export function tableAsked(
  { draft = false, version, file }: Asked,
  context: Pick<CommandContext, 'complain'>,
): { readonly of: 'draft' | 'published' | number } | { readonly table: string } | null {
  const number = wholeNumber(version)
  const given = [draft, version !== undefined, file !== undefined].filter((one) => one).length
  if (given > 1 || (version !== undefined && number === null)) {
    context.complain('Give one of --draft, --version with a number, or --file.')
    return null
  }
  if (file !== undefined) {
    const table = readTableFile(file, context)
    return table === null ? null : { table }
  }
  return { of: number ?? (draft ? 'draft' : 'published') }
}

/** The header that asks for a language; none where nothing is said. */
export const inLanguage = (language: string | undefined): Readonly<Record<string, string>> =>
  language === undefined ? {} : { 'accept-language': language }

/** `13800000501,13800000502` as a list. */
export const listed = (written: string | undefined): readonly string[] =>
  (written ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
