/** E.164: a number has at most 15 digits; anything longer is no telephone number. */
const longest = 15
/** Shorter is nobody's number: the shortest are emergency and service numbers of three digits. */
const shortest = 3

/** What people and carriers put between digits. Full-width forms are folded before. */
const separators = /[\s().\-‐-―−・·]/g

/**
 * One spelling for one telephone, so that a caller is recognised and a responder's number can be dialled: mobiles as 11
 * digits, land lines with their area code (a leading 0), service numbers as they are, foreign numbers with 00. Takes off
 * +86, 0086 or a bare 86 before a whole national number, a 0 before a mobile, separators; full-width digits are digits.
 * A local number without area code (86012345) stays as it was dialled. Applying it twice changes nothing.
 * @returns null where there is no number: empty, letters (`anonymous`, `unknown`, `Restricted`), a PBX's `*` and `#`,
 *   only zeros, fewer than 3 or more than 15 digits.
 */
export function normaliseNumber(raw: string): string | null {
  const bare = raw.normalize('NFKC').replace(separators, '')
  const [, plus, figures] = /^(\+?)(\d+)$/.exec(bare) ?? []
  if (figures === undefined) return null
  let number = plus ? `00${figures}` : figures
  for (let shorter = withoutPrefix(number); shorter !== number; shorter = withoutPrefix(number)) number = shorter
  const counted = number.replace(/^00/, '').length
  return counted < shortest || counted > longest || /^0+$/.test(number) ? null : number
}

const mobile = /^1[3-9]\d{9}$/
/** Area code without its 0 (10, 2x, or three digits from 3xx) and a local number of 7 or 8 digits. */
const landLine = /^(?:10\d{8}|2\d\d{8}|[3-9]\d{2}\d{7,8})$/
/** 400 and 800: ten digits that have no area code. */
const freephone = /^[48]00\d{7}$/

/** Takes one prefix off; the number itself where there is none. */
function withoutPrefix(number: string): string {
  if (number.startsWith('0086')) return national(number.slice(4))
  const rest = number.startsWith('86') ? number.slice(2) : ''
  if (mobile.test(rest) || landLine.test(rest)) return national(rest)
  return /^0/.test(number) && mobile.test(number.slice(1)) ? number.slice(1) : number
}

const national = (rest: string): string => (landLine.test(rest) && !freephone.test(rest) ? `0${rest}` : rest)
