import { z } from 'zod'
import { type DryRunCall, type Habit, usualStatementSeconds } from '../../application/routing/dry-run/dry-run-call.ts'
import { instantOfLocal } from '../../domain/clocks/instant-of-local.ts'
import type { Instant } from '../../domain/instant.ts'
import { normaliseNumber } from '../../domain/numbers/normalise-number.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'

/** The caller of a trial that names none: a mobile, so that he gets messages. */
export const someCaller = '13900000000'

const numbers = z.array(z.string().max(40)).max(200).default([])

/** A call that is to be tried, as it comes in. Instants and numbers are read by `dryRunCallOf`, which tells every fault. */
export const dryRunFields = {
  at: z
    .string()
    .max(40)
    .optional()
    .describe('Local time `2026-10-01T02:10`, or ISO 8601 with an offset; now where left out'),
  dialled: z.string().max(40).optional().describe("The first line's first number where left out"),
  caller: z.string().max(40).nullable().default(someCaller).describe('null: hidden'),
  keys: z.string().max(200).default('').describe('Pressed one after another, each as soon as something is asked for'),
  silent: numbers.describe('Telephones that nobody answers'),
  busy: numbers.describe('Telephones that are engaged'),
  declines: numbers.describe('Telephones on which somebody answers and declines'),
  keyless: numbers.describe('Telephones on which somebody, or a voicemail, answers and presses nothing'),
  statementSeconds: z.number().int().min(0).max(600).default(usualStatementSeconds),
}
export const dryRunBody = z.object(dryRunFields)

type Detail = { readonly in: 'body'; readonly path: string; readonly message: string }

/** The call that a body describes, or all that is wrong with it. */
export function dryRunCallOf(
  body: z.infer<typeof dryRunBody>,
  known: { readonly now: Instant; readonly zone: string; readonly firstNumber: string },
  language: TextLanguage,
): { readonly ok: true; readonly call: DryRunCall } | { readonly ok: false; readonly details: readonly Detail[] } {
  const details: Detail[] = []
  const blame = (path: string, message: Readonly<Record<TextLanguage, string>>): void =>
    void details.push({ in: 'body', path, message: message[language] })
  const numberAt = (path: string, written: string): string => {
    const number = normaliseNumber(written)
    if (number === null) blame(path, noNumber)
    return number ?? ''
  }
  const at = body.at === undefined ? known.now : instantAt(body.at, known.zone)
  if (at === null) blame('at', noTime)
  const dialled = body.dialled === undefined ? known.firstNumber : numberAt('dialled', body.dialled)
  const caller = body.caller === null ? null : numberAt('caller', body.caller)
  if (!/^[0-9*#]*$/.test(body.keys)) blame('keys', noKeys)
  const habits: Record<string, Habit> = {}
  for (const habit of ['silent', 'busy', 'declines', 'keyless'] as const) {
    body[habit].forEach((written, place) => {
      habits[numberAt(`${habit}.${place}`, written)] = habit
    })
  }
  if (details.length > 0 || at === null) return { ok: false, details }
  const { keys, statementSeconds } = body
  return { ok: true, call: { at, dialled, caller, keys, wish: null, habits, statementSeconds } }
}

/** A local time, or an instant with its offset; null: it is neither. */
export function instantAt(written: string, zone: string): Instant | null {
  const local = instantOfLocal(written, zone)
  if (local !== null) return local
  const read = z.iso.datetime({ offset: true }).safeParse(written.replace(/ (?=\d\d:\d\d$)/, '+'))
  return read.success ? Date.parse(read.data) : null
}

export const noTime = {
  'zh-CN': '应为当地时间（如2026-10-01T02:10）或带时区的ISO 8601时间',
  en: 'must be a local time such as 2026-10-01T02:10, or ISO 8601 with an offset',
}
const noNumber = { 'zh-CN': '不是电话号码', en: 'is not a telephone number' }
const noKeys = { 'zh-CN': '只能是电话按键：0-9、*和#', en: 'must be keys of a telephone: 0-9, * and #' }
