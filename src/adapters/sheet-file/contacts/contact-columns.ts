import type { RoutingTable, Unit } from '../../../domain/routing/routing-table.ts'
import type { Choice } from '../cells.ts'
import type { Column } from '../header.ts'

/** A contact of a unit: somebody who is rung, or who answers for it. */
export type ContactRole = 'responder' | 'head'
export const roles: Choice = {
  responder: ['responder', '救助人员', '救助员', '队员', '责任人', '联系人'],
  head: ['head', '负责人', '领导', '单位负责人'],
}

/** Columns of a sheet of contacts: a row a telephone. */
export const contactColumns = (languages: readonly string[]): readonly Column[] => [
  { key: 'unit', headers: { 'zh-CN': '单位编号', en: 'unit' }, also: ['单位代码', 'unit id'], needed: ['unitName'] },
  { key: 'unitName', headers: { 'zh-CN': '单位名称', en: 'unit name' }, also: ['单位', '单位名'] },
  { key: 'role', headers: { 'zh-CN': '角色', en: 'role' }, also: ['职务', '身份'] },
  {
    key: 'person',
    headers: { 'zh-CN': '人员编号', en: 'person' },
    also: ['编号', 'id', 'person id'],
    needed: languages.map(nameKey),
  },
  ...languages.map((language, index) => ({
    key: nameKey(language),
    headers: { 'zh-CN': `姓名 ${language}`, en: `name ${language}` },
    also: index === 0 ? ['姓名', 'name'] : [],
  })),
  { key: 'teams', headers: { 'zh-CN': '抢险队', en: 'teams' }, also: ['队伍', '班组', 'team'] },
  { key: 'order', headers: { 'zh-CN': '振铃顺序', en: 'order' }, also: ['顺序', '序号'] },
  {
    key: 'number',
    headers: { 'zh-CN': '电话号码', en: 'number' },
    also: ['电话', '手机', '手机号', '手机号码', '联系电话', 'phone', 'telephone', 'mobile', 'phone number'],
    needed: [],
  },
  { key: 'place', headers: { 'zh-CN': '号码顺序', en: 'number order' } },
  { key: 'voice', headers: { 'zh-CN': '语音', en: 'voice' }, also: ['接听', '通话'] },
  { key: 'sms', headers: { 'zh-CN': '短信', en: 'sms' } },
  { key: 'testedOn', headers: { 'zh-CN': '测试日期', en: 'tested on' } },
]

export const nameKey = (language: string): string => `name ${language}`

/** Languages in which people are named: those of the table first. */
export const contactLanguages = ({ languages, units }: RoutingTable): readonly string[] => [
  ...new Set([...languages, ...units.flatMap((unit) => peopleOf(unit).flatMap(({ name }) => Object.keys(name)))]),
]

export const peopleOf = ({ responders, head }: Unit) => [...responders, ...(head === null ? [] : [head])]
