import { z } from 'zod'
import type { Http, SheetForm } from './http-deps.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A spreadsheet is known by how it begins, whatever the sender calls it. */
export const sheetTypes = ['text/csv', xlsxType, 'application/octet-stream']
export const sheetBody = z.instanceof(Uint8Array).describe('The file: CSV (UTF-8, UTF-16 or GBK) or XLSX')

/** Lets the routes of a scope take files. */
export function acceptFiles(http: Http, types: string[] = sheetTypes): void {
  http.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

export const sheetQuery = {
  format: z.enum(['csv', 'xlsx']).default('csv'),
  encoding: z.enum(['utf-8', 'gbk']).default('utf-8').describe('Of CSV; gbk: what a Chinese Excel opens by itself'),
}

/** Content type and file name of a spreadsheet. */
export const sheetHeaders = (name: string, { format, encoding }: Pick<SheetForm, 'format' | 'encoding'>) => ({
  'content-type': format === 'xlsx' ? xlsxType : `text/csv; charset=${encoding}; header=present`,
  'content-disposition': `attachment; filename="${name}.${format}"`,
})
