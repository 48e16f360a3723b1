import type { Language } from '../ports/prompts.ts'

const mandarin: Readonly<Record<string, string>> = {
  '0': '零',
  '1': '一',
  '2': '二',
  '3': '三',
  '4': '四',
  '5': '五',
  '6': '六',
  '7': '七',
  '8': '八',
  '9': '九',
  '*': '星号键',
  '#': '井号键',
}
const english: Readonly<Record<string, string>> = {
  '0': 'zero',
  '1': 'one',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
  '*': 'star',
  '#': 'pound',
}

/** How a key is said within a sentence: 一 in Mandarin and its dialects. Other languages get the key as it is. */
export function sayKey(key: string, language: Language): string {
  const [tongue] = language.toLowerCase().split('-')
  const words = tongue === 'zh' ? mandarin : tongue === 'en' ? english : {}
  return words[key] ?? key
}
