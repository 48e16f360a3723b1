import { expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

test('the texts of messages are listed with what each way makes of them', async () => {
  const { run } = await commandLine()
  const { code, said } = await run('messages templates --language en')
  const [head, first] = said.split('\n')
  expect([code, head?.split(/ {2,}/)]).toEqual([1, ['kind', 'language', 'parts', 'city', 'sip', 'text']])
  expect(first?.split(/ {2,}/).slice(0, 5)).toEqual(['caseNumber', 'en', '1', 'SMS_1', 'text (1)'])
  expect(said).toContain('MISSING')
  expect((await run('messages templates --kind caseNumber')).code).toBe(0)
})

test('a message is shown as it would leave', async () => {
  const { run } = await commandLine()
  const shown = await run('messages preview caseNumber --language en --set caseNumber=2611270001')
  expect([shown.code, shown.said.split('\n')]).toEqual([
    0,
    [
      'Your request is registered under number 2611270001. Please give it when you call about it.',
      '1 part(s). Variables: caseNumber',
      '  city: SMS_1, 2 part(s)',
      '  sip: as text, 1 part(s)',
    ],
  ])
})

test('the outbox is listed, whatever is in it', async () => {
  const { run } = await commandLine()
  expect((await run('messages list')).code).toBe(0)
  expect((await run('messages list --status pending --json')).said).toContain('"items"')
})

test.each([
  ['messages preview', 2],
  ['messages preview caseNumber --set caseNumber', 2],
  ['messages preview postcard', 2],
  ['messages list --status flying', 2],
  ['messages templates now', 2],
])('%s is called wrongly', async (line, code) => {
  const { run } = await commandLine()
  expect((await run(line)).code).toBe(code)
})
