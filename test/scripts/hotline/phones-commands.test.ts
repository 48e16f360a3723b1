import { expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

test('telephones that nobody has answered are listed, and called', async () => {
  const { run } = await commandLine()
  const { code, said } = await run('phones untested')
  const [head, first] = said.split('\n')
  expect([code, head?.split(/ {2,}/)]).toEqual([1, ['telephone', 'person', 'unit', 'last answered']])
  expect(first?.split(/ {2,}/)).toEqual(['13800000101', '0101', '01', 'never'])
  expect(JSON.parse((await run('phones untested --days 30 --json')).said).days).toBe(30)
  expect(await run('phones test 13800000101')).toMatchObject({
    code: 0,
    said: '13800000101 (0101) is being called.\nWho has not answered: phones untested',
  })
  expect(await run('phones test 13800000101 19000000000')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('no telephone 19000000000'),
  })
})

test.each([['phones untested 3'], ['phones untested --days many'], ['phones test --all']])(
  '%s is called wrongly',
  async (line) => {
    const { run } = await commandLine()
    expect((await run(line)).code).toBe(2)
  },
)
