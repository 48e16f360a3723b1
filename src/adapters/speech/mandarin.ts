import { pinyin } from 'pinyin-pro'
import { mandarinClock, mandarinNumber } from './mandarin-numbers.ts'

/** Words with the pinyin of their syllables (`ü` as `v`, neutral tone 5), where the general dictionary is wrong or local. */
export type Pronunciations = ReadonlyMap<string, readonly string[]>

/** A text made ready for the voice, or the characters that it has no sound for. */
export type Spoken = { readonly ok: true; readonly spoken: string } | { readonly ok: false; readonly reason: string }

/** What is wrong with a pronunciation; null when nothing is. */
export function pronunciationFault(word: string, reading: string): string | null {
  if (!/^\p{Script=Han}+$/u.test(word)) return 'must be Chinese characters'
  const syllables = reading.split(/\s+/)
  const wrong = syllables.find((syllable) => !syllablePattern.test(syllable))
  if (wrong !== undefined) return `${wrong} is not pinyin with a tone number, such as zhong4`
  const count = [...word].length
  return syllables.length === count ? null : `has ${syllables.length} syllables for ${count} characters`
}

const syllablePattern = /^[a-z]+[1-5]$/

/** Telephone style: 幺 for 1, because yī and qī are mistaken for each other on a bad line. */
export const mandarinDigits = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const digitPinyin = ['ling2', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3']
const phonePinyin = digitPinyin.with(1, 'yao1')

/** Names of Latin letters as they are said in Mandarin (ATM, WIFI): the voice itself would read words. */
const letterPinyin: Readonly<Record<string, string>> = {
  ...{ a: 'ei1', b: 'bi4', c: 'xi1', d: 'di4', e: 'yi4', f: 'ai2 fu5', g: 'ji4', h: 'ai2 chi5', i: 'ai4' },
  ...{ j: 'zhei4', k: 'kei4', l: 'ai2 lou5', m: 'ai2 mu5', n: 'en1', o: 'ou1', p: 'pi4', q: 'kiu1', r: 'a4 er5' },
  ...{ s: 'ai2 si5', t: 'ti4', u: 'you1', v: 'wei4', w: 'da2 bu5 liu4', x: 'ai2 ke5 si5', y: 'wai4', z: 'zei4' },
}

/** What is counted: a number before it is a quantity (2 -> 两), one of three digits and more too (110米). */
const measure =
  '(?:个|位|名|人|分钟|秒|小时|天|次|条|件|元|块|毫米|厘米|公里|千米|米|公斤|吨|辆|户|家|台|度|点|分|年|月|日|号楼|楼|层|室|路公交)'
/** Of these 2 stays 二: they name a place in an order. */
const ordinal = /^(?:月|日|号楼|楼|层|室|路公交)/

/**
 * Turns a Mandarin text into pinyin with tone numbers for espeak-ng's `cmn-latn-pinyin` voice (its `cmn` voice reads
 * characters as English). Keys and numbers are put into words: `按1` 一, `110` 幺幺零, `30分钟` 三十, `2小时` 两, `*` 星号键,
 * `07:00` 七点; Latin letters are named. Signs of punctuation become pauses.
 */
export function speakMandarin(text: string, pronunciations: Pronunciations): Spoken {
  const plain = text.normalize('NFKC').toLowerCase()
  const unknown = [...plain].find((sign) => /\p{L}/u.test(sign) && !/[\p{Script=Han}a-z]/u.test(sign))
  if (unknown) return { ok: false, reason: `the Mandarin voice can't say “${unknown}”` }

  const worded = plain
    .replaceAll('&', '和')
    .replace(/(?<=第)\d{1,4}(?!\d)/g, (digits) => mandarinNumber(Number(digits)))
    .replace(/([*#])\s*键?/g, (_, key: string) => (key === '*' ? '星号键' : '井号键'))
    .replace(/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/g, (clock, hour: string, minute: string) =>
      Number(hour) < 24 && Number(minute) < 60 ? mandarinClock(Number(hour), Number(minute)) : clock,
    )
    .replace(
      /(\d+)\.(\d+)/g,
      (_, whole: string, rest: string) =>
        `${whole.length > 4 ? phone(whole) : mandarinNumber(Number(whole))}点${phone(rest).replaceAll('幺', '一')}`,
    )
    .replace(new RegExp(`(?<!\\d)(\\d{1,4})(?=\\s*(${measure}))`, 'g'), (_, digits: string, unit: string) =>
      // Years are read digit by digit, and so are numbers with a zero in front.
      (unit === '年' && digits.length === 4) || (digits.length > 1 && digits.startsWith('0'))
        ? phone(digits).replaceAll('幺', '一')
        : mandarinNumber(Number(digits), !ordinal.test(unit)),
    )

  const spoken: string[] = []
  for (const [token] of worded.matchAll(/\p{Script=Han}+|\d+|[a-z]+|[^\p{Script=Han}\da-z]+/gu)) {
    if (/\p{Script=Han}/u.test(token)) spoken.push(...hanToPinyin(token, pronunciations))
    else if (/\d/.test(token)) spoken.push(...digitsToPinyin(token))
    else if (/[a-z]/.test(token)) spoken.push(...[...token].map((letter) => letterPinyin[letter] as string))
    else if (/[。.!?;:…\n]/.test(token)) spoken.push('.')
    else if (/[^\s\p{M}]/u.test(token)) spoken.push(',')
  }
  while (spoken[0] === ',' || spoken[0] === '.') spoken.shift()
  return spoken.length > 0
    ? { ok: true, spoken: spoken.join(' ').replace(/(?: [,.])+/g, (pauses) => (pauses.includes('.') ? '.' : ',')) }
    : { ok: false, reason: 'the text has no words' }
}

const phone = (digits: string): string => [...digits].map((digit) => mandarinDigits[Number(digit)]).join('')

/** A key is its plain number, without the tone change that 一 undergoes inside words; longer ones are phone numbers. */
function digitsToPinyin(digits: string): readonly string[] {
  if (digits.length === 1) return [digitPinyin[Number(digits)] as string]
  if (digits.length === 2 && !digits.startsWith('0')) return hanToPinyin(mandarinNumber(Number(digits)), new Map())
  return [...digits].map((digit) => phonePinyin[Number(digit)] as string)
}

/** Pinyin of a run of characters: own words first, the longest that fits, the general dictionary for the rest. */
export function hanToPinyin(run: string, pronunciations: Pronunciations): readonly string[] {
  const longest = Math.max(0, ...[...pronunciations.keys()].map((word) => word.length))
  const syllables: string[] = []
  let rest = ''
  const flush = () => {
    if (rest) syllables.push(...pinyin(rest, { type: 'array', toneType: 'num', v: true }).map(neutral))
    rest = ''
  }
  for (let at = 0; at < run.length; ) {
    let length = Math.min(longest, run.length - at)
    while (length > 0 && !pronunciations.has(run.slice(at, at + length))) length -= 1
    if (length > 0) {
      flush()
      syllables.push(...(pronunciations.get(run.slice(at, at + length)) ?? []))
    } else {
      rest += run[at]
    }
    at += length || 1
  }
  flush()
  return syllables
}

/** The dictionary writes 0 for the neutral tone, the voice 5. */
const neutral = (syllable: string): string => syllable.replace(/0$/, '5')
