import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { type SmsFile, smsFileSchema } from './sms-schema.ts'

export type SmsFileRead =
  | { readonly ok: true; readonly settings: SmsFile }
  /** Each names file, line, field and what is wrong. No values: there are secrets among them. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** Reads the file of message transports (`HOTLINE_SMS`). Refuses with all its faults at once. */
export function readSmsFile(file: string): SmsFileRead {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { ok: false, faults: [`${file}: can't be read: ${(error as Error).message}`] }
  }
  return parseSmsFile(text, file)
}

/** {@link readSmsFile} for a text; `file` is how its faults call it. */
export function parseSmsFile(text: string, file: string): SmsFileRead {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const faults = document.errors.map(
      ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: is not YAML: ${message}`,
    )
    return { ok: false, faults }
  }
  const parsed = smsFileSchema.safeParse(document.toJS() ?? {})
  if (parsed.success) return { ok: true, settings: parsed.data }
  const faults = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`${place(issue.path)} ${issue.message}`]
    return issue.keys.map((key) => `${place([...issue.path, key])} is not known; see docs/messages.md`)
  })
  return { ok: false, faults }

  function place(path: readonly PropertyKey[]): string {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length) as (string | number)[], true) as
        | { range?: readonly number[] }
        | undefined
      const at = node?.range?.[0]
      if (at !== undefined) return `${file}:${lines.linePos(at).line}: ${path.join('.') || 'the file'}`
    }
    return `${file}: ${path.join('.') || 'the file'}`
  }
}
