import { expect, test } from 'vitest'
import { originOf, withOrigin, withoutOrigin } from '../../../scripts/hotline/draft-file.ts'

const origin = { revision: 7, base: 3 }
const table = 'languages: [en]\n'

test('a file says what it was made from, and every line keeps its number when it is saved and shown again', () => {
  const shown = withOrigin(table, origin)
  expect(shown).toBe(`# draft revision 7, made from version 3\n${table}`)
  expect(originOf(shown)).toEqual(origin)
  const saved = withoutOrigin(shown)
  expect([saved.split('\n').length, originOf(saved)]).toEqual([shown.split('\n').length, null])
  expect(withOrigin(saved, { revision: 8, base: 3 })).toBe(`# draft revision 8, made from version 3\n${table}`)
  expect(withOrigin(shown, { revision: 8, base: 4 })).toBe(`# draft revision 8, made from version 4\n${table}`)
})

test('a file that was never a draft says nothing and is saved as it is', () => {
  expect([originOf(table), withoutOrigin(table)]).toEqual([null, table])
})
