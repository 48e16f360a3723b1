import type { ReturnReason, Words } from './routing-table.ts'

type Reason = readonly [id: string, key: string, zh: string, en: string]

const usual: readonly Reason[] = [
  ['not-ours', '1', '不属本单位职责', 'not our duty'],
  ['other-area', '2', '不在本单位辖区', 'outside our area'],
  ['wrong-category', '3', '类别有误', 'wrong category'],
  ['duplicate', '4', '重复指令', 'the same order again'],
  ['too-vague', '5', '情况不明无法处置', 'too little is known'],
  ['other', '9', '其他原因', 'another reason'],
]

/** What a unit may say where a table names no reasons. A language that has no words here gets the English ones. */
export const usualReturnReasons = (languages: readonly string[]): readonly ReturnReason[] =>
  usual.map(([id, key, zh, en]) => ({
    id,
    key,
    name: Object.fromEntries(languages.map((language) => [language, language.startsWith('zh') ? zh : en])) as Words,
  }))
