import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { readRoutingTable } from '../../../src/adapters/table-file/read-routing-table.ts'
import { formatTableFaults } from '../../../src/adapters/table-file/table-file-fault.ts'
import { writeRoutingTable } from '../../../src/adapters/table-file/write-routing-table.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../../domain/routing/small-table.ts'
import { tables } from './made-up-tables.ts'

function readBack(table: RoutingTable): RoutingTable {
  const reading = readRoutingTable(writeRoutingTable(table), 'written.yaml')
  if (!reading.ok) throw new Error(formatTableFaults(reading.faults))
  return reading.table
}

describe('writeRoutingTable', () => {
  it.each([
    ['the demonstration table', readDemoTable()],
    ['the small table', smallTable],
  ])('writes %s so that reading gives it again', (_, table) => {
    expect(readBack(table)).toEqual(table)
  })

  it('writes any table so that reading gives it again', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(readBack(table)).toEqual(table)
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('leaves the usual ladders out, and writes a ladder of its own with a line a step', () => {
    const table = readDemoTable()
    expect(writeRoutingTable(table)).not.toContain('ladders')
    const own = writeRoutingTable({
      ...table,
      serviceTime: [],
      ladders: { ...table.ladders, feedback: table.ladders.complete.slice(0, 3), callBack: [] },
      notices: [],
      goldenCalls: [],
    })
    expect(own.slice(own.indexOf('ladders:'), own.indexOf('timings:')).split('\n')).toEqual([
      'ladders:',
      '  feedback:',
      '    - { afterMinutes: -60, by: sms, to: responders }',
      '    - { afterMinutes: 0, by: sms, to: responders }',
      '    - { afterMinutes: 60, by: sms, to: head }',
      '  callBack: []',
      '',
    ])
  })

  it('writes what people can read: a responder is a line', () => {
    expect(writeRoutingTable(readDemoTable()).split('\n')).toContain(
      '      - { id: "0501", name: { zh-CN: 自来水抢修队一号, en: water team 1 }, phone: "13800000501" }',
    )
  })
})
