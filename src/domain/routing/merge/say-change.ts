import { sayText, type TextCatalogue, type TextLanguage } from '../../text-catalogue.ts'
import type { PlaceChange } from './merge-values.ts'

type ChangeCode =
  | 'theirs'
  | 'yours'
  | 'both'
  | 'collides'
  | 'orderTheirs'
  | 'orderYours'
  | 'orderBoth'
  | 'orderCollides'

const english: TextCatalogue<ChangeCode> = {
  texts: {
    theirs: 'they have changed {base} to {theirs}',
    yours: 'you have changed {base} to {yours}',
    both: 'both have changed {base} to {theirs}',
    collides: 'they have changed {base} to {theirs}, you to {yours}: decide which it is to be',
    orderTheirs: 'they have put this in another order: {theirs}',
    orderYours: 'you have put this in another order: {yours}',
    orderBoth: 'both have put this in the same other order: {theirs}',
    orderCollides: 'they have ordered this as {theirs}, you as {yours}: decide which it is to be',
  },
  words: {},
}
const chinese: TextCatalogue<ChangeCode> = {
  texts: {
    theirs: '对方把{base}改为{theirs}',
    yours: '您把{base}改为{yours}',
    both: '双方都把{base}改为{theirs}',
    collides: '对方把{base}改为{theirs}，您改为{yours}：请决定采用哪一个',
    orderTheirs: '对方改了此处的顺序：{theirs}',
    orderYours: '您改了此处的顺序：{yours}',
    orderBoth: '双方改成了同样的顺序：{theirs}',
    orderCollides: '对方把顺序改为{theirs}，您改为{yours}：请决定采用哪一个',
  },
  words: {},
}
const nothing: Readonly<Record<TextLanguage, string>> = { 'zh-CN': '（无）', en: 'nothing' }
/** A value that is longer is an entry of its own: the details hold it whole. */
const longest = 120

/** A place that was changed by one or both, in the words of a language. */
export function sayChange(change: PlaceChange, language: TextLanguage): string {
  const { of, by, collides } = change
  const code = collides ? 'collides' : by
  const shown = (value: unknown): string => {
    if (value === null) return nothing[language]
    const written = JSON.stringify(value)
    return written.length > longest ? `${written.slice(0, longest - 1)}…` : written
  }
  const values = { base: shown(change.base), theirs: shown(change.theirs), yours: shown(change.yours) }
  const inOrder = `order${code[0]?.toUpperCase()}${code.slice(1)}` as ChangeCode
  return sayText(language === 'en' ? english : chinese, of === 'order' ? inOrder : code, values)
}
