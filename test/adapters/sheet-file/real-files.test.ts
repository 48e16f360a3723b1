import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importContacts } from '../../../src/adapters/sheet-file/contacts/import-contacts.ts'
import { decodeText } from '../../../src/adapters/sheet-file/decode-text.ts'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'

const file = (name: string) => readFileSync(join(import.meta.dirname, 'files', name))

/** Telephones of the waterworks after an import. */
async function waterworks(name: string) {
  const read = await importContacts(file(name), readDemoTable(), { replace: false, language: 'zh-CN' })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const unit = read.table.units.find(({ id }) => id === '05')!
  return [...unit.responders, unit.head!].map(({ phones }) => phones)
}
const usual = { voice: true, sms: true, testedOn: null }

describe('files of other programs', () => {
  it('opens CSV in GBK, with a title above the headers and units named once', async () => {
    expect(await waterworks('excel-gbk.csv')).toEqual([
      [{ ...usual, number: '13911110501', testedOn: '2026-03-01' }],
      [{ ...usual, number: '13911110502', testedOn: '2026-03-01' }],
      [{ ...usual, number: '057686201234' }],
    ])
  })

  it('opens a workbook of LibreOffice, with numbers and dates for numbers and dates', async () => {
    expect((await waterworks('libreoffice.xlsx')).slice(0, 2)).toEqual([
      [{ ...usual, number: '13911110501', testedOn: '2026-03-01' }],
      [{ ...usual, number: '13911110502', testedOn: '2026-03-02', voice: false }],
    ])
  })

  it.each(['semicolons-utf8-bom.csv', 'unicode-text.txt'])('opens %s', async (name) => {
    expect((await waterworks(name))[0]).toMatchObject([{ number: '13911110501' }])
  })

  it('tells GBK from UTF-8 by what is written', () => {
    expect(decodeText(file('excel-gbk.csv'))?.encoding).toBe('gb18030')
    // 陆隆 in GBK is two letters of UTF-8, too.
    expect(decodeText(new Uint8Array([0xc2, 0xbd, 0xc2, 0xa1]))).toEqual({ text: '陆隆', encoding: 'gb18030' })
    expect(decodeText(new TextEncoder().encode('café'))).toEqual({ text: 'café', encoding: 'utf-8' })
    expect(decodeText(new TextEncoder().encode('自来水'))?.encoding).toBe('utf-8')
    expect(decodeText(new Uint8Array([0xff, 0xff, 0x20]))).toBe(null)
  })
})
