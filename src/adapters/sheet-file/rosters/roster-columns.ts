import type { Choice } from '../cells.ts'
import type { Column } from '../header.ts'

/** What a row of a roster is about. */
export const rowKinds: Choice = {
  roster: ['roster', '值班表'],
  turn: ['turn', '轮班', '轮值'],
  shift: ['shift', '班次'],
  override: ['override', '调班', '换班'],
}

/** Columns of a roster's sheet: a row a shift, a group of a rotation, an override; one for the roster itself. */
export const rosterColumns = (languages: readonly string[]): readonly Column[] => [
  { key: 'kind', headers: { 'zh-CN': '类别', en: 'kind' }, needed: [] },
  { key: 'id', headers: { 'zh-CN': '编号', en: 'id' }, needed: [] },
  ...languages.map((language) => ({
    key: `name ${language}`,
    headers: { 'zh-CN': `名称 ${language}`, en: `name ${language}` },
  })),
  { key: 'covers', headers: { 'zh-CN': '值班单位', en: 'covers' } },
  { key: 'days', headers: { 'zh-CN': '日期', en: 'days' } },
  { key: 'from', headers: { 'zh-CN': '开始', en: 'from' } },
  { key: 'until', headers: { 'zh-CN': '结束', en: 'to' }, also: ['until'] },
  { key: 'people', headers: { 'zh-CN': '值班人员', en: 'people' }, also: ['人员'] },
  { key: 'rotation', headers: { 'zh-CN': '轮班编号', en: 'rotation' } },
  { key: 'firstDate', headers: { 'zh-CN': '首日', en: 'first date' } },
  { key: 'lastDate', headers: { 'zh-CN': '末日', en: 'last date' } },
  { key: 'handOver', headers: { 'zh-CN': '交接时间', en: 'hand-over' } },
  { key: 'everyDays', headers: { 'zh-CN': '轮换天数', en: 'every days' } },
  { key: 'off', headers: { 'zh-CN': '下班人员', en: 'off' } },
  { key: 'on', headers: { 'zh-CN': '顶班人员', en: 'on' } },
  { key: 'swap', headers: { 'zh-CN': '互换编号', en: 'swap' } },
  { key: 'reason', headers: { 'zh-CN': '原因', en: 'reason' } },
  { key: 'by', headers: { 'zh-CN': '登记人', en: 'by' } },
  { key: 'at', headers: { 'zh-CN': '登记时间', en: 'at' } },
]
