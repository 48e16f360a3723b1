import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactsSheet } from '../../../src/adapters/sheet-file/contacts/contacts-sheet.ts'
import { importContacts } from '../../../src/adapters/sheet-file/contacts/import-contacts.ts'
import { placeOfSheetFault, saySheetFault } from '../../../src/adapters/sheet-file/say-sheet-fault.ts'
import {
  type SheetEncoding,
  type SheetFormat,
  sheetEncodings,
  sheetFormats,
} from '../../../src/adapters/sheet-file/sheet.ts'
import { writeSheet } from '../../../src/adapters/sheet-file/write-sheet.ts'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import type { Phone, Responder, RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { anyText } from '../table-file/made-up-tables.ts'

const demo = readDemoTable()
const bytesOf = (text: string) => new TextEncoder().encode(text)
const put = (text: string | Uint8Array, table: RoutingTable = demo, replace = false) =>
  importContacts(typeof text === 'string' ? bytesOf(text) : text, table, { replace, language: 'en' })
/** What is wrong, a line each: `C7 header: words`. */
async function complaints(text: string | Uint8Array, table: RoutingTable = demo, replace = false) {
  const read = await put(text, table, replace)
  return read.ok ? [] : read.faults.map((fault) => `${placeOfSheetFault(fault)}: ${saySheetFault(fault, 'en')}`)
}
const unitOf = (table: RoutingTable, id: string) => table.units.find((unit) => unit.id === id)!
async function tableWith(text: string | Uint8Array, table: RoutingTable = demo, replace = false) {
  const read = await put(text, table, replace)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read
}

const phones: fc.Arbitrary<Phone[]> = fc.uniqueArray(
  fc.record({
    number: fc.stringMatching(/^[0-9]{3,15}$/),
    voice: fc.boolean(),
    sms: fc.boolean(),
    testedOn: fc.option(fc.constantFrom('2026-01-02', '2024-02-29'), { nil: null }),
  }),
  { selector: ({ number }) => number, maxLength: 3 },
)
/** Texts that are in every encoding and in XML. */
const plain = anyText.filter((text) => !/[\ufffe\uffff]|\p{Cs}/u.test(text) && !(text in {}))
const named = fc.oneof(
  plain,
  plain.map((text) => `=${text}`),
  plain.map((text) => `'+${text}`),
  fc.constantFrom('"张", 三;', '联通', '€𠮷'),
)
/** The demonstration table with other people in some of its units: ids that look like numbers, names that look like formulas. */
const anyPeople = fc.array(fc.record({ name: named, other: named, phones, team: fc.boolean(), second: fc.boolean() }), {
  minLength: 1,
  maxLength: 8,
})
type People = typeof anyPeople extends fc.Arbitrary<infer P> ? P : never

function townOf(people: People): RoutingTable {
  const responders: Responder[] = people.map(({ name, other, phones: own }, index) => ({
    id: index % 2 === 0 ? `00${index}` : `p-${index}`,
    name: { 'zh-CN': name, en: other },
    phones: own,
  }))
  const members = responders.filter((_, index) => people[index]?.team).map(({ id }) => id)
  const [head = null, ...others] = responders
  return {
    ...demo,
    units: demo.units.map((unit, index) =>
      index !== 4
        ? unit
        : {
            ...unit,
            responders: others,
            head,
            teams: [
              {
                id: 'night',
                name: { 'zh-CN': '夜', en: 'n' },
                members: members.filter((id) => id !== head?.id).reverse(),
              },
              { id: '07', name: { 'zh-CN': '七', en: '7' }, members: others.map(({ id }) => id) },
            ],
          },
    ),
  }
}

describe('contacts in a spreadsheet', () => {
  it.each(sheetFormats.flatMap((format) => sheetEncodings.map((encoding) => [format, encoding] as const)))(
    'change nothing when they come back as %s in %s',
    async (format: SheetFormat, encoding: SheetEncoding) => {
      await fc.assert(
        fc.asyncProperty(
          anyPeople,
          fc.constantFrom('zh-CN' as const, 'en' as const),
          fc.boolean(),
          async (people, language, replace) => {
            const table = townOf(people)
            const bytes = await writeSheet(contactsSheet(table, language), { format, encoding, name: '联系人' })
            expect(bytes).not.toBe(null)
            const read = await importContacts(bytes!, table, { replace, language })
            if (!read.ok) throw new Error(JSON.stringify(read.faults))
            expect(read).toEqual({ ok: true, table, added: 0, changed: 0, removed: 0 })
          },
        ),
        { numRuns: 40 },
      )
    },
    60_000,
  )

  it('fill an empty unit when everything is replaced, exactly as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyPeople, async (people) => {
        const table = townOf(
          people.map((person, index) => ({
            ...person,
            phones: [{ number: `1390000${String(index).padStart(4, '0')}`, voice: true, sms: false, testedOn: null }],
          })),
        )
        const bytes = await writeSheet(contactsSheet(table, 'en'), { format: 'csv', encoding: 'utf-8', name: 'x' })
        const empty = {
          ...table,
          units: table.units.map((unit) => ({
            ...unit,
            responders: [],
            head: null,
            teams: unit.teams.map((team) => ({ ...team, members: [] })),
          })),
        }
        const read = await importContacts(bytes!, empty, { replace: true, language: 'en' })
        if (!read.ok) throw new Error(JSON.stringify(read.faults))
        expect(read.table.units.map(({ responders, head }) => ({ responders, head }))).toEqual(
          table.units.map(({ responders, head }) => ({ responders, head })),
        )
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it.each([
    ['xlsx', 'utf-8', 'a\ufffe'],
    ['xlsx', 'utf-8', 'constructor'],
    ['csv', 'gbk', 'a\ue5e5'],
  ] as const)('are not written as %s in %s where that could not hold %j', async (format, encoding, name) => {
    expect(await writeSheet([['x', name]], { format, encoding, name: 'x' })).toBe(null)
    expect(await writeSheet([['x', name]], { format: 'csv', encoding: 'utf-8', name: 'x' })).not.toBe(null)
  })

  it('are written with a row a telephone', () => {
    expect(contactsSheet(demo, 'zh-CN').slice(0, 4)).toEqual([
      [
        '单位编号',
        '单位名称',
        '角色',
        '人员编号',
        '姓名 zh-CN',
        '姓名 en',
        '抢险队',
        '振铃顺序',
        '电话号码',
        '号码顺序',
        '语音',
        '短信',
        '测试日期',
      ],
      [
        '01',
        '供电局',
        '救助人员',
        '0101',
        '供电抢修队一号',
        'power team 1',
        '',
        '1',
        '13800000101',
        '1',
        '是',
        '是',
        '',
      ],
      [
        '01',
        '供电局',
        '救助人员',
        '0102',
        '供电抢修队二号',
        'power team 2',
        '',
        '2',
        '13800000102',
        '1',
        '是',
        '是',
        '',
      ],
      [
        '01',
        '供电局',
        '负责人',
        '0190',
        '供电局负责人',
        'head of power supply bureau',
        '',
        '',
        '13800000190',
        '1',
        '是',
        '是',
        '',
      ],
    ])
  })

  it('change who is named and nobody else; lost zeros of ids, spaces and full-width digits do not matter', async () => {
    const { table, ...counts } = await tableWith(
      '一号通联系人,,,\n单位,姓名,手机,测试日期\n自来水厂,自来水抢修队一号,１３８ 9999-0501,2026/1/5\n,,+86 576 8620 1234,\n',
    )
    expect(counts).toEqual({ ok: true, added: 0, changed: 1, removed: 0 })
    expect(unitOf(table, '05').responders[0]).toEqual({
      ...unitOf(demo, '05').responders[0],
      phones: [
        { number: '13899990501', voice: true, sms: true, testedOn: '2026-01-05' },
        { number: '057686201234', voice: true, sms: true, testedOn: null },
      ],
    })
    expect(unitOf(table, '05').responders[1]).toBe(unitOf(demo, '05').responders[1])
    const lost = await tableWith('unit;person;number\n5;502;13900000502\n')
    expect(unitOf(lost.table, '05').responders[1]?.phones[0]?.number).toBe('13900000502')
  })

  it('add people in their place, and remove those who are not there when told to replace', async () => {
    const text =
      'unit,person,name zh-CN,name en,order,number\n05,0503,新人,new one,1,13800000503\n05,0501,,,,13800000501\n'
    const added = await tableWith(text)
    expect([added.added, added.changed, added.removed]).toEqual([1, 0, 0])
    expect(unitOf(added.table, '05').responders.map(({ id }) => id)).toEqual(['0503', '0501', '0502'])
    const replaced = await tableWith(text, demo, true)
    expect([replaced.added, replaced.changed, replaced.removed]).toEqual([1, 0, 2])
    expect(unitOf(replaced.table, '05')).toMatchObject({ responders: [{ id: '0503' }, { id: '0501' }], head: null })
    expect(unitOf(replaced.table, '06')).toBe(unitOf(demo, '06'))
    const moved = await tableWith(
      'unit,person,number\n06,0501,13800000501\n06,0601,13800000601\n05,0502,13800000502',
      demo,
      true,
    )
    expect(unitOf(moved.table, '06').responders.map(({ id }) => id)).toEqual(['0501', '0601'])
  })

  it('are refused whole, with every fault in its cell', async () => {
    const text = [
      'unit,unit name,role,person,name zh-CN,name en,number,number order,voice,tested on',
      '05,供电局,responder,0501,一号,one,13800000501,,,',
      '5x,,responder,0501,,,13800000501,,,',
      ',自来水,responder,0502,,,13800000502,,,',
      '06,,chief,0601,,,1.38E+10,,,',
      '07,,,0701,,,5768612345678,,maybe,2026-02-30',
      '08,,,0801,,,5768612345,0,,',
      '08,,,,五号,five,13800000805,,,',
      '09,,,0901,,,13800000901,,,',
      '09,,head,0901,,,13800000901,,,',
      '10,,,0501,,,13800001001,,,',
      '11,,,1101,,,12345,,,',
      '11,,,New One,新,new,13800001103,,,',
      '12,,,1203,,nobody,13800001203,,no,',
      '12,,,1204,新,new,,,,',
    ].join('\r\n')
    expect(await complaints(text)).toEqual([
      'B2 unit name: unit 05 is 自来水厂 / waterworks, not "供电局": were the rows sorted by one column alone?',
      'A3 unit: there is no unit "5x"',
      'B4 unit name: there is no unit "自来水" (did you mean "自来水厂"?)',
      'C5 role: "chief" is none of responder, head',
      'G5 number: the spreadsheet has shortened this number to "1.38E+10": make the column text, and write the number anew',
      'I6 voice: "maybe" is none of yes, no',
      'J6 tested on: "2026-02-30" is not a date: 2026-01-31',
      'G7 number: "5768612345" seems to have lost a leading 0 in the spreadsheet: is it 05768612345? Make the column text',
      'H7 number order: "0" is not a whole number from 1 on',
      'D8 person: 五号 / five is not known in unit 08: give the person an id, 0803 for one',
      'C10 role: "head" contradicts row 9, which says "responder" of the same person',
      'G10 number: the same telephone stands in row 9, too',
      'D11 person: "0501" belongs to unit 05; to move somebody, import both units and replace',
      "G12 number: 12345 is one of the hotline's own numbers: the call would come back",
      'D13 person: "New One" is not an id: 1 to 40 of a-z, 0-9 and -, not beginning with -',
      'E14 name zh-CN: the words in zh-CN are missing',
      'G15 number: "1204" has no telephone: give a phone, voice, sms, or phones',
    ])
  })

  it.each([
    ['nothing', '', ': there is no row of headers'],
    ['no headers', '05,13800000501\n', ': there is no row of headers'],
    ['an unknown column', 'unit,persom,number\n', 'B1 persom: "persom" is no column here (did you mean "person"?)'],
    ['a column twice', 'unit,单位编号,person,number\n', 'B1 单位编号: the column 单位编号 is there twice'],
    ['no numbers', 'unit,person\n05,0501\n', '1: there is no column number'],
    ['a quote that does not end', 'unit,person,number\n05,"0501,1\n', '2: this is no CSV'],
    ['a picture', new Uint8Array([0x89, 0x50, 0, 1, 2]), ': this is neither a workbook'],
    ['half a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1]), ": this workbook can't be read"],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), ': this is a workbook of an old Excel'],
  ])('refuse a file with %s', async (_, file, said) => {
    const told = await complaints(file)
    expect(told.some((line) => line.startsWith(said))).toBe(true)
  })
})
