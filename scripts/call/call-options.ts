import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'

export const answers = ['first', 'second', 'nobody', 'decline'] as const
export type Answer = (typeof answers)[number]

/** What the demonstration call is to do. */
export type CallOptions = {
  readonly keys: string
  /** Instant at which the private copy's clock begins; null: now. */
  readonly at: number | null
  /** null: hidden. */
  readonly caller: string | null
  readonly number: string
  readonly answer: Answer
  /** What the citizen says after the tone. */
  readonly say: string
}

export const usage = `npm run call -- [options]     places a demonstration call by real SIP and tells what happens
  --keys 1            keys the citizen presses in the menu, one after another (85: 8, then 5); none: he waits
  --at 2026-10-01T02:10   at another time, on a private copy with the same routing table; the running server is left alone
  --caller 13912345678    the citizen's number, or: hidden
  --number 12345      the number that is dialled
  --answer first      who answers: first, second, nobody, decline (the first declines, the second accepts)
  --say "text"        what the citizen says after the tone (Chinese or English)`

/** Reads the options of `npm run call`; a fault is one sentence. `zone`: in which `--at` is meant. */
export function readCallOptions(
  args: readonly string[],
  zone: string,
): { readonly ok: true; readonly options: CallOptions } | { readonly ok: false; readonly fault: string } {
  const fault = (sentence: string) => ({ ok: false, fault: sentence }) as const
  let values: Record<string, string | boolean | undefined>
  try {
    const text = { type: 'string' } as const
    const options = { keys: text, at: text, caller: text, number: text, answer: text, say: text }
    values = parseArgs({ args: [...args], options }).values
  } catch (error) {
    return fault((error as Error).message)
  }
  const text = (name: string, otherwise: string) => String(values[name] ?? otherwise)
  const keys = text('keys', '')
  if (!/^[0-9*#]{0,20}$/.test(keys)) return fault(`--keys ${keys}: only 0 to 9, * and # can be pressed, at most 20.`)
  const caller = text('caller', '13912345678')
  if (caller !== 'hidden' && !/^\+?\d{3,20}$/.test(caller))
    return fault(`--caller ${caller}: must be a telephone number of 3 to 20 digits, or: hidden.`)
  const number = text('number', '12345')
  if (!/^\+?\d{1,20}$/.test(number)) return fault(`--number ${number}: must be a telephone number.`)
  const answer = answers.find((each) => each === text('answer', 'first'))
  if (!answer) return fault(`--answer ${values.answer}: must be one of ${answers.join(', ')}.`)
  const at = values.at === undefined ? null : readAt(String(values.at), zone)
  if (Number.isNaN(at)) return fault(`--at ${values.at}: must be a local time such as 2026-10-01T02:10.`)
  const say = text('say', '人民东路八十八号门口,自来水管爆裂了。')
  if (say.length > 300) return fault(`--say: at most 300 characters can be said, these are ${say.length}.`)
  return { ok: true, options: { keys, at, caller: caller === 'hidden' ? null : caller, number, answer, say } }
}

function readAt(text: string, zone: string): number {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return Number.NaN
  }
}
