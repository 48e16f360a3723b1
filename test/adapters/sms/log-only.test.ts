import { expect, test } from 'vitest'
import { createLogOnly } from '../../../src/adapters/sms/log-only.ts'
import { createLogger } from '../../../src/logger.ts'

test('a message that goes to the log alone is sent and never delivered; number and words are not in it', async () => {
  const lines: string[] = []
  const way = createLogOnly(createLogger('info', { write: (line) => void lines.push(line) }))
  const outgoing = {
    id: 'm1',
    to: '13800000101',
    text: 'the gas smells',
    kind: 'caseNumber',
    language: 'en',
    variables: { caseNumber: '2611270001' },
    expiresAt: 0,
  } as const
  expect(await way.send(outgoing)).toEqual({ ok: true, reference: null, isDelivered: false })
  expect(way.capabilities).toEqual({ receipts: false, replies: false, parts: null })
  const [line] = lines
  expect(JSON.parse(line ?? '')).toMatchObject({ message: 'm1', kind: 'caseNumber', to: '138******01' })
  expect(line).not.toMatch(/gas|13800000101/)
})
