import { describe, expect, it } from 'vitest'
import { kindRules, messageKinds } from '../../../src/domain/messaging/message-kind.ts'
import { countParts, messageLanguages, renderMessage } from '../../../src/domain/messaging/render-message.ts'
import { english } from '../../../src/domain/messaging/texts/english.ts'
import { chinese } from '../../../src/domain/messaging/texts/zh-cn.ts'

/** As long as they get: the longest category and unit of the demonstration table, a code of three digits. */
const values: Record<string, string> = {
  code: '123',
  caseNumber: '2611230001',
  category: '国土和地质灾害',
  unit: '人劳社保局',
  urgency: 'critical',
  caller: '13812345678',
  statement: 'yes',
  due: '11-24 14:35',
  step: 'accept',
  status: 'completed',
  possible: 'feedBack',
  codes: '101,102,103',
  reason: '未告知来电人处理结果',
  seriousness: '涉及多部门',
  class: '疑难',
  kinds: '1 人员伤亡,2 后果严重,3 涉及多部门,4 请求增援',
  units: '人劳社保局,建设规划局',
}

describe.each(messageLanguages)('texts in %s', (language) => {
  it.each(messageKinds)('%s has its variables filled in, in words of the language', (kind) => {
    const { text, variables } = renderMessage(kind, language, values)
    expect(text).not.toMatch(/[{}]|undefined|null/)
    expect(Object.keys(variables).sort()).toEqual([...kindRules[kind].variables].sort())
    for (const code of ['critical', 'feedBack', 'yes', 'accept']) {
      if (language === 'zh-CN') expect(text).not.toContain(code)
    }
  })

  it.each(messageKinds)('%s names no variable that its kind does not declare', (kind) => {
    const texts = language === 'en' ? english : chinese
    const named = [...texts.texts[kind].matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(kindRules[kind].variables).toEqual(expect.arrayContaining(named))
  })
})

it.each(messageKinds)('%s fits in one Chinese part', (kind) => {
  const { text } = renderMessage(kind, 'zh-CN', values)
  expect([text, countParts(text)]).toEqual([text, 1])
})

it('says a dash for what was erased, and keeps a value from breaking the message', () => {
  const { text } = renderMessage('orderToTeam', 'zh-CN', {
    ...values,
    caller: null,
    category: `a\nb${'长'.repeat(100)}`,
  })
  expect(text).toContain('来电—')
  expect(text).not.toContain('\n')
  expect(text.length).toBeLessThan(120)
})

it('a language without texts gets the first', () => {
  expect(renderMessage('caseNumber', 'x-tone', values).text).toBe(renderMessage('caseNumber', 'zh-CN', values).text)
})

it.each([
  ['', 1],
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['中'.repeat(70), 1],
  ['中'.repeat(71), 2],
  ['中'.repeat(134), 2],
  ['中'.repeat(135), 3],
  [`${'a'.repeat(70)}中`, 2],
  ['😀'.repeat(35), 1],
  ['😀'.repeat(36), 2],
])('counts the parts of %j', (text, parts) => {
  expect(countParts(text)).toBe(parts)
})
