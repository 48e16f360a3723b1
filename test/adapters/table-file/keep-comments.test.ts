import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoTableFile, readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { tableInText } from '../../../src/adapters/table-file/read-routing-table.ts'
import { writeRoutingTable } from '../../../src/adapters/table-file/write-routing-table.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { anyText, tables } from './made-up-tables.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')

/** A comment above each entry of a list that begins with what tells it apart, and one behind it where it is one line. */
function commented(yaml: string): string {
  return yaml
    .split('\n')
    .flatMap((line) => {
      const [, space, key] = /^( *)- (?:\{ )?(?:id|number|date|group|emergency): "?([^\s",]+)/.exec(line) ?? []
      if (key === undefined) return [line]
      return ['', `${space}# above ${key}`, /[}\]]$/.test(line) ? `${line} # behind ${key}` : line]
    })
    .join('\n')
}
const commentsOf = (text: string) => text.split('\n').flatMap((line) => /# (?:above|behind) \S+$/.exec(line)?.[0] ?? [])

type Json = null | string | number | boolean | Json[] | { [key: string]: Json }
type Entry = { [key: string]: Json }
/** Lists of entries that have an id, wherever in the table. */
function listsIn(value: Json): Entry[][] {
  if (value === null || typeof value !== 'object') return []
  const inner = Object.values(value).flatMap(listsIn)
  const isList =
    Array.isArray(value) && value.length > 0 && value.every((entry) => (entry as Entry | null)?.id !== undefined)
  return isList ? [value as Entry[], ...inner] : inner
}
/** Maps with a field of this type that may say anything. */
function mapsWith(value: Json, name: string): Entry[] {
  if (value === null || typeof value !== 'object') return []
  const inner = Object.values(value).flatMap((one) => mapsWith(one, name))
  return !Array.isArray(value) && Object.hasOwn(value, name) ? [value, ...inner] : inner
}

const edit = fc.record({
  what: fc.constantFrom('drop', 'copy', 'move', 'rename', 'level', 'ring', 'phone', 'clear', 'calendar'),
  where: fc.nat(),
  which: fc.nat(),
  to: fc.nat(),
  text: anyText,
})
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

function change(table: RoutingTable, edits: readonly Edit[]): RoutingTable {
  const copy = structuredClone(table) as unknown as Entry
  edits.forEach(({ what, where, which, to, text }, number) => {
    const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)]
    const list = pick(listsIn(copy), where) ?? []
    const entry = pick(list, which)
    const place = which % Math.max(list.length, 1)
    if (what === 'drop') list.splice(place, 1)
    if (what === 'copy' && entry)
      list.splice(to % (list.length + 1), 0, { ...structuredClone(entry), id: `new-${number}` })
    if (what === 'move') list.splice(to % (list.length + 1), 0, ...list.splice(place, 1))
    if (what === 'rename') for (const words of [pick(mapsWith(copy, 'en'), where)]) if (words) words.en = text
    if (what === 'level') for (const unit of [pick(mapsWith(copy, 'level'), where)]) if (unit) unit.level = 1 + (to % 9)
    if (what === 'ring') for (const map of [pick(mapsWith(copy, 'ringSeconds'), where)]) if (map) map.ringSeconds = to
    if (what === 'clear') list.splice(0)
    if (what === 'phone') {
      const person = pick(mapsWith(copy, 'phones'), where)
      const phone = (number: number) => ({
        number: String(1000 + number),
        voice: to % 2 === 0,
        sms: which % 2 === 0,
        testedOn: to % 3 === 0 ? '2026-01-02' : null,
      })
      if (person) person.phones = Array.from({ length: to % 4 }, (_, index) => phone(to + index))
    }
    if (what === 'calendar')
      (copy.calendar as Json[]).push({
        date: `2027-01-${String(10 + (number % 20))}`,
        kind: 'holiday',
        name: { en: text },
      })
  })
  return copy as unknown as RoutingTable
}

/** What tells an entry apart, of those whose comments stay: not what is within a copy, whose original may be gone. */
const idsIn = (table: RoutingTable) =>
  listsIn(withoutCopies(table as unknown as Json)).flatMap((list) => list.map(({ id }) => String(id)))

function withoutCopies(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutCopies(one)]))
  return value.filter((one) => !String((one as Entry | null)?.id ?? '').startsWith('new-')).map(withoutCopies)
}

describe('a table that is written into its earlier text', () => {
  it('leaves the text as it is where nothing has changed', () => {
    expect(writeRoutingTable(readDemoTable(), demoYaml)).toBe(demoYaml)
  })

  it('takes the spaces of other scripts for part of a name', () => {
    const named = (name: string) => {
      const table = readDemoTable()
      const [first, ...others] = table.units
      return { ...table, units: [{ ...first!, name: { ...first!.name, 'zh-CN': name } }, ...others] }
    }
    for (const space of ['\u3000', '\u2000', '\u00a0']) {
      const text = `# ours\n${writeRoutingTable(named(`东门${space}`))}`
      const written = writeRoutingTable(named('西门'), text)
      expect(written.split('\n')[0]).toBe('# ours')
      expect(tableInText(written)).toEqual(named('西门'))
    }
  })

  it('changes the lines that differ, and no others', () => {
    const table = structuredClone(readDemoTable()) as { -readonly [K in keyof RoutingTable]: RoutingTable[K] }
    const [first, ...others] = table.units
    table.units = [
      first!,
      {
        ...first!,
        id: 'new',
        teams: [],
        responders: [{ ...first!.responders[0]!, id: 'new-1', name: { 'zh-CN': '新', en: 'x, y' } }],
        head: null,
      },
      ...others.filter(({ id }) => id !== '03'),
    ]
    table.timings = { ...table.timings, decideSeconds: 30 }
    const before = demoYaml.split('\n')
    const after = writeRoutingTable(table, demoYaml).split('\n')
    expect(before.filter((line) => !after.includes(line))).toEqual([
      '  - id: 03',
      '    name: { zh-CN: 卫生局, en: health }',
      '      - { id: 0301, name: { zh-CN: 医疗救护队一号, en: health team 1 }, phone: 13800000301 }',
      '      - { id: 0302, name: { zh-CN: 医疗救护队二号, en: health team 2 }, phone: 13800000302 }',
      '    head: { id: 0390, name: { zh-CN: 卫生局负责人, en: head of health }, phone: 13800000390 }',
      '  decideSeconds: 25 # from the end of what a responder hears to his key',
    ])
    expect(after.filter((line) => !before.includes(line))).toEqual([
      '  - id: new',
      '      - { id: new-1, name: { zh-CN: 新, en: "x, y" }, phone: 13800000101 }',
      '    promises: { acceptMinutes: 3, arriveMinutes: 30, completeMinutes: 1440, feedbackMinutes: 720 }',
      '  decideSeconds: 30 # from the end of what a responder hears to his key',
    ])
  })

  it('keeps the comments of whatever is still there, through any edits', () => {
    // Rules do not matter here, and a shorter text is read sooner.
    const text = commented(demoYaml.replace(/^ {2}- id: 03\n[\s\S]*(?=^ {2}- id: 14\n)/m, ''))
    const table = tableInText(text)
    expect(commentsOf(text).length).toBeGreaterThan(70)
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const edited = change(table!, edits)
        const written = writeRoutingTable(edited, text)
        expect(tableInText(written)).toEqual(edited)
        expect(written.slice(0, 200)).toBe(text.slice(0, 200))
        const ids = new Set(idsIn(edited))
        const kept = commentsOf(written)
        const cleared = edits.some(({ what }) => what === 'clear')
        const lost = commentsOf(text).filter((comment) => !kept.includes(comment))
        // Ids that are no entry's are numbers and the like, whose lists may have gone with their owner.
        const stillThere = idsIn(table!).filter((id) => ids.has(id))
        if (!cleared)
          expect(lost.filter((comment) => stillThere.includes(comment.split(' ').at(-1) as string))).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('writes any table into the text of any other', () => {
    fc.assert(
      fc.property(tables, tables, (one, other) => {
        const text = `# the city's table\n${commented(writeRoutingTable(one))}`
        const written = writeRoutingTable(other, text)
        expect(tableInText(written)).toEqual(other)
        expect(written.split('\n')[0]).toBe("# the city's table")
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})
