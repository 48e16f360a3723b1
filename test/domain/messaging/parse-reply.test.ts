import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseReply, type Reply } from '../../../src/domain/messaging/parse-reply.ts'

const is = (
  act: Reply['act'],
  code: string | null = null,
  words: string | null = null,
  digit: string | null = null,
): Reply => ({ act, code, digit, words })

it.each<[string, Reply]>([
  ['1', is('accept')],
  ['１', is('accept')],
  [' 1 ', is('accept')],
  ['1.', is('accept')],
  ['2', is('arrive')],
  ['3', is('complete')],
  ['1 123', is('accept', '123')],
  ['1123', is('accept', '123')],
  ['1 1234', is('accept', '1234')],
  ['11234', is('accept', '1234')],
  ['１　１２３', is('accept', '123')],
  ['2，123', is('arrive', '123')],
  ['2#123#', is('arrive', '123')],
  ['1\n123', is('accept', '123')],
  ['3 123 阀门已修好', is('complete', '123', '阀门已修好')],
  ['3123阀门已修好', is('complete', '123', '阀门已修好')],
  ['３　１２３：阀门 已修好', is('complete', '123', '阀门 已修好')],
  ['3 阀门已修好', is('complete', null, '阀门已修好')],
  ['3 2号楼修好', is('complete', null, '2号楼修好')],
  ['5 123 两户停水', is('report', '123', '两户停水')],
  ['５123，两户停水', is('report', '123', '两户停水')],
  ['5 两户停水', is('report', null, '两户停水')],
  ['5', is('report')],
  ['6 123 1', is('serious', '123', null, '1')],
  ['6 123 1 一人受伤', is('serious', '123', '一人受伤', '1')],
  ['６ １２３，１：一人受伤', is('serious', '123', '一人受伤', '1')],
  ['6 1', is('serious', null, null, '1')],
  ['6 123', is('serious', '123')],
  ['6 123 12人受伤', is('serious', '123', '12人受伤')],
  ['6 123 一人受伤', is('serious', '123', '一人受伤')],
  ['7 123', is('reinforce', '123')],
  ['7123 井太深', is('reinforce', '123', '井太深')],
  ['7', is('reinforce')],
])('%j is understood', (text, reply) => {
  expect(parseReply(text)).toEqual(reply)
})

it.each([
  '',
  ' ',
  '好的',
  '123',
  '0 123',
  '8 123',
  '1 12',
  '1 12345',
  '12345678',
  '1 123 马上到',
  '2 在路上',
  '接受 123',
  'TD',
])('%j is not understood, so that nothing is done by halves', (text) => {
  expect(parseReply(text)).toBeNull()
})

it('finds digit and code again, however they are put together', () => {
  const gap = fc.constantFrom('', ' ', '  ', '　', ',', '，', '.', '：', ' # ')
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  fc.assert(
    fc.property(
      fc.constantFrom('1', '2', '3', '5', '6', '7'),
      fc.integer({ min: 100, max: 9999 }).map(String),
      gap,
      fc.boolean(),
      (digit, code, between, isWide) => {
        const text = `${digit}${between}${code}`
        expect(parseReply(isWide ? wide(text) : text)).toMatchObject({ code, words: null })
      },
    ),
  )
})

it('never throws, whatever somebody sends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const reply = parseReply(text)
      if (reply?.words == null) return
      expect(['complete', 'return', 'report', 'serious', 'reinforce']).toContain(reply.act)
    }),
  )
})

const returns = (code: string | null, digit: string | null, words: string | null = null): Reply =>
  is('return', code, words, digit)

it.each<[string, Reply | null]>([
  ['4 123 1', returns('123', '1')],
  ['4 123 1 属供电局', returns('123', '1', '属供电局')],
  ['４１２３，２：不在本区', returns('123', '2', '不在本区')],
  ['4123 9 see the gas company', returns('123', '9', 'see the gas company')],
  ['4 1234', returns('1234', null)],
  ['4 123', returns('123', null)],
  ['4', returns(null, null)],
  ['4 1', returns(null, '1')],
  ['4 2 not in our area', returns(null, '2', 'not in our area')],
  ['4 123 not ours', returns('123', null, 'not ours')],
  // Two digits are neither a code nor a reason.
  ['4 12', returns(null, null, '12')],
  ['412345 1', null],
])('a return %j is understood as %j', (text, reply) => {
  expect(parseReply(text)).toEqual(reply)
})
