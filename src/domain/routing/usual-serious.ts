import { type LadderPeople, peopleOfStep } from './people-of-step.ts'
import type { SeriousKind, SupervisionClass } from './routing-table.ts'

/** What every kind has that says nothing else. */
const plain = {
  critical: false,
  reinforces: true,
  units: [],
  informs: ['leadingGroup'],
  onReinforcement: false,
} as const

const usual: readonly SeriousKind[] = [
  { id: 'casualties', name: { 'zh-CN': '人员伤亡', en: 'casualties' }, digit: '1', ...plain, critical: true },
  { id: 'grave', name: { 'zh-CN': '后果严重', en: 'grave consequences' }, digit: '2', ...plain, critical: true },
  { id: 'departments', name: { 'zh-CN': '涉及多部门', en: 'several departments' }, digit: '3', ...plain },
  {
    id: 'reinforcement',
    name: { 'zh-CN': '请求增援', en: 'reinforcement' },
    digit: '4',
    ...plain,
    onReinforcement: true,
  },
]

/**
 * What makes a case serious where a table says nothing: the four of the city's rules, each telling the leading group where the
 * centre has one that can get messages.
 */
export const usualSeriousKinds = (centre: LadderPeople['centre']): readonly SeriousKind[] =>
  usual.map((kind) => ({
    ...kind,
    informs: kind.informs.filter((to) => peopleOfStep({ by: 'sms', to }, { centre, unit: null }).length > 0),
  }))

/** The classes of the city's rules, where a table names none. */
export const usualSupervisionClasses: readonly SupervisionClass[] = [
  { id: 'special', name: { 'zh-CN': '特殊', en: 'special' } },
  { id: 'major', name: { 'zh-CN': '重大', en: 'major' } },
  { id: 'complex', name: { 'zh-CN': '复杂', en: 'complex' } },
  { id: 'difficult', name: { 'zh-CN': '疑难', en: 'difficult' } },
]
