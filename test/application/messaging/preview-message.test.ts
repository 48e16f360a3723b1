import { describe, expect, it } from 'vitest'
import { previewMessage, previewMessages } from '../../../src/application/messaging/preview-message.ts'
import { messageKinds } from '../../../src/domain/messaging/message-kind.ts'
import { messageLanguages } from '../../../src/domain/messaging/render-message.ts'

const ways = [
  { name: 'city', templates: { caseNumber: 'SMS_1' }, signature: '一号通热线' },
  { name: 'sip', templates: null, signature: null },
] as const

describe('a message before it is sent', () => {
  it('shows its text with the values it has, the others by their names', () => {
    const { text, variables, parts } = previewMessage('replyCodeNeeded', 'en', { codes: '123', other: 'x' }, ways)
    expect(text).toContain('123')
    expect([variables, parts]).toEqual([['codes'], 1])
    expect(previewMessage('replyCodeNeeded', 'en', {}, ways).text).toContain('{codes}')
  })

  it('counts the signature in, and says which way lacks a template', () => {
    const long = previewMessage('caseNumber', 'zh-CN', { caseNumber: '2'.repeat(40) }, ways)
    const room = 70 - [...long.text].length
    const [city, sip] = long.ways
    expect([city, sip]).toEqual([
      { name: 'city', template: 'SMS_1', missing: false, parts: room >= 7 ? 1 : 2 },
      { name: 'sip', template: null, missing: false, parts: long.parts },
    ])
    expect(previewMessage('orderToTeam', 'en', {}, ways).ways[0]).toMatchObject({ template: null, missing: true })
  })

  it('exists for every kind in every language', () => {
    expect(previewMessages(ways)).toHaveLength(messageKinds.length * messageLanguages.length)
  })
})
