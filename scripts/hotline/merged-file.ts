import { basename, dirname, extname, join } from 'node:path'

/** Where a text with two changes in it is put, beside the file of one of them: `table.merged.yaml`. */
export function mergedFileOf(file: string): string {
  const extension = extname(file)
  return join(dirname(file), `${basename(file, extension)}.merged${extension || '.yaml'}`)
}
