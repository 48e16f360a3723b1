import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a `{{name}}` is replaced by. A line that names a list is repeated for each of its elements, so an empty list or
 * null takes the line away.
 */
export type TemplateValue = string | number | null | readonly string[]
export type TemplateValues = Readonly<Record<string, TemplateValue>>

/** Finished configuration: file name to content. */
export type RenderedFiles = Readonly<Record<string, string>>

/** Thrown with every fault of a rendering at once: a placeholder without a value, a value that could break out of its line. */
export class TemplateError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`Asterisk's configuration can't be written:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'TemplateError'
    this.faults = faults
  }
}

const placeholder = /\{\{(\w*)\}\}/g

/**
 * Why a value may not stand in a configuration file; null when it may. Asterisk reads a line break as a new setting, `;`
 * as a comment, `#include` and `#exec` as commands, brackets as a new section and `${` as a variable of the dialplan, so a value
 * with one of them could say more than it should.
 */
export function whyUnsafe(value: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(value)) return 'contains a line break or another control character'
  if (value.includes(';')) return 'contains ";"'
  if (/[[\]]/.test(value)) return 'contains a square bracket'
  if (/\$[{[]/.test(value)) return 'contains "${" or "$["'
  if (value.startsWith('#')) return 'starts with "#"'
  if (value.endsWith('\\')) return 'ends with a backslash'
  if (value.includes('{{')) return 'contains "{{"'
  if (value !== value.trim()) return 'starts or ends with a space'
  return null
}

/**
 * Fills one template. Placeholders in comments are filled as well: a comment that names a value must be true.
 * @throws {TemplateError} when a placeholder has no value or a value is unsafe ({@link whyUnsafe}).
 */
export function renderTemplate(template: string, values: TemplateValues, name = 'template'): string {
  const faults: string[] = []
  const lines = template.split('\n').flatMap((line, index) => {
    const at = `${name}:${index + 1}`
    const names = [...new Set([...line.matchAll(placeholder)].map((match) => match[1] as string))]
    let copies = [line]
    for (const key of names) {
      if (!Object.hasOwn(values, key)) {
        faults.push(`${at}: {{${key}}} has no value`)
        continue
      }
      const value = values[key] as TemplateValue
      const options = value === null ? [] : typeof value === 'object' ? value : [String(value)]
      for (const option of options) {
        const reason = whyUnsafe(option)
        // The value itself is not shown: it may be a password.
        if (reason) faults.push(`${at}: the value of ${key} ${reason}`)
      }
      copies = copies.flatMap((copy) => options.map((option) => copy.replaceAll(`{{${key}}}`, () => option)))
    }
    return copies
  })
  if (faults.length > 0) throw new TemplateError(faults)
  return lines.join('\n')
}

/**
 * Fills every `*.conf` file directly inside a folder (sub-folders hold pieces that are rendered by name).
 * @throws {TemplateError} with the faults of all files together.
 */
export function renderTemplates(folder: string, values: TemplateValues): RenderedFiles {
  const faults: string[] = []
  const rendered: Record<string, string> = {}
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.conf'))) {
    try {
      rendered[file] = renderTemplate(readFileSync(join(folder, file), 'utf8'), values, file)
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      faults.push(...error.faults)
    }
  }
  if (faults.length > 0) throw new TemplateError(faults)
  return rendered
}
