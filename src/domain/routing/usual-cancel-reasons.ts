import type { CancelReason } from './routing-table.ts'

/** Why a case may be cancelled where a table says nothing. In a drill the caller is one of ours and knows. */
export const usualCancelReasons: readonly CancelReason[] = [
  { id: 'withdrawn', name: { 'zh-CN': '来电人撤回', en: 'the caller withdrew it' }, tellsCaller: true },
  { id: 'mistake', name: { 'zh-CN': '误报', en: 'a mistake' }, tellsCaller: true },
  { id: 'drill', name: { 'zh-CN': '演练', en: 'a drill' }, tellsCaller: false },
]
