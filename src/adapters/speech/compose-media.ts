import { type Phrase, promptKey } from '../../domain/call/phrase.ts'
import type { Tongue } from './catalogue.ts'
import { voices } from './voices.ts'

/** The sounds of a language that exist: key to media URI. */
export type Sounds = { readonly tongue: Tongue; readonly sounds: ReadonlyMap<string, string> }

/** From this many digits on they are read in groups of four from the right (138-0000-0101), with a breath between. */
const ungroupedDigits = 6

/** Units after a number, which is then a quantity. */
const countedIn: readonly string[] = ['minutes', 'hours', 'days']

/**
 * The sounds of what is said, in order. Called for every prompt of every call: look-ups only. What has no sound is left out
 * and reported, since a call must go on; a number that can't be read as one is read digit by digit.
 */
export function composeMedia(
  phrases: readonly Phrase[],
  language: Sounds | null,
  report: (missing: string) => void,
): readonly string[] {
  const media: string[] = []
  const add = (key: string) => {
    const sound = language?.sounds.get(key)
    if (sound === undefined) report(key)
    else media.push(sound)
  }
  const addDigits = (digits: string) => {
    const breath = language?.sounds.get('pause')
    ;[...digits].forEach((digit, at) => {
      const isGroupStart = at > 0 && digits.length > ungroupedDigits && (digits.length - at) % 4 === 0
      if (isGroupStart && breath !== undefined) media.push(breath)
      add(`digit.${digit}`)
    })
  }
  const numerals = voices[language?.tongue ?? 'english'].numerals

  phrases.forEach((phrase, at) => {
    if ('say' in phrase) add(promptKey(phrase))
    else if ('recording' in phrase) media.push(`recording:${phrase.recording}`)
    else if ('digits' in phrase) addDigits(phrase.digits)
    else if ('number' in phrase) {
      const { number } = phrase
      const next = phrases[at + 1]
      const isCounted = next !== undefined && 'say' in next && countedIn.includes(next.say)
      if (Number.isInteger(number) && number >= 0 && number <= 9999)
        for (const key of numerals.number(number, isCounted)) add(key)
      else addDigits(String(number).replace(/\D/g, ''))
    } else {
      const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(phrase.clock) ?? []
      if (hour === undefined || minute === undefined) report(`clock ${phrase.clock}`)
      else for (const key of numerals.clock(Number(hour), Number(minute))) add(key)
    }
  })
  return media
}
