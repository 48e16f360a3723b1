import { englishClock, englishDigits, englishNumber } from './english-numbers.ts'
import { hanToPinyin, type Pronunciations, type Spoken } from './mandarin.ts'

/** What is counted: a number before it is a quantity, not a telephone number. */
const measure =
  '(?:minutes?|hours?|days?|seconds?|times?|people|persons?|yuan|met(?:er|re)s?|kilomet(?:er|re)s?|units?)\\b'

/**
 * Puts keys and numbers of an English text into words: `press 1` one, `110` one one zero, `30 minutes` thirty, `*` star,
 * `#` pound, `07:00` seven a m. A Chinese name without an English one is read as pinyin without tones.
 */
export function speakEnglish(text: string, pronunciations: Pronunciations): Spoken {
  const plain = text.normalize('NFKC')
  const unknown = [...plain].find((sign) => /\p{L}/u.test(sign) && !/[\p{Script=Han}\p{Script=Latin}]/u.test(sign))
  if (unknown) return { ok: false, reason: `the English voice can't say “${unknown}”` }
  const spoken = plain
    .replaceAll('&', ' and ')
    .replace(/([*#])(?:\s*key\b)?/g, (_, key: string) => (key === '*' ? ' star ' : ' pound '))
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g, (clock, hour: string, minute: string) =>
      Number(hour) < 24 && Number(minute) < 60 ? englishClock(Number(hour), Number(minute)) : clock,
    )
    .replace(
      /(\d+)\.(\d+)/g,
      (_, whole: string, rest: string) =>
        `${whole.length > 4 ? phone(whole) : englishNumber(Number(whole))} point ${phone(rest)}`,
    )
    .replace(new RegExp(`(?<!\\d)\\d{1,4}(?=\\s*${measure})`, 'gi'), (digits) => englishNumber(Number(digits)))
    .replace(/\d+/g, (digits) =>
      digits.length <= 2 && !/^0\d/.test(digits) ? englishNumber(Number(digits)) : phone(digits),
    )
    .replace(
      /\p{Script=Han}+/gu,
      (run) =>
        ` ${hanToPinyin(run, pronunciations)
          .map((syllable) => syllable.slice(0, -1))
          .join(' ')} `,
    )
    // Square brackets would switch the voice to phonemes; the other signs would be read out by name.
    .replace(/[^\p{Script=Latin}\p{M}\d\s.,!?'-]+/gu, ', ')
    .replace(/\s+/g, ' ')
    .replace(/(?: ?,)+/g, ',')
    .trim()
  return /\p{L}/u.test(spoken) ? { ok: true, spoken } : { ok: false, reason: 'the text has no words' }
}

const phone = (digits: string): string => ` ${[...digits].map((digit) => englishDigits[Number(digit)]).join(' ')} `
