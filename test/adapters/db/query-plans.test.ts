import { describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'
import { openCaseStatuses } from '../../../src/adapters/db/schema/cases.ts'
import type { PageRequest } from '../../../src/application/ports/ledger.ts'
import { noon } from '../../contracts/records.ts'
import type { Stores } from '../../fakes/memory-ledger.ts'
import { openHere, storesOf } from './temporary-database.ts'

const page: PageRequest = { cursor: Buffer.from(JSON.stringify([noon, 'x'])).toString('base64url'), limit: 50 }

/** The statements that are prepared on a database from now on. */
function preparedOn({ sqlite }: DatabaseHandle): string[] {
  const sources: string[] = []
  const prepare = sqlite.prepare.bind(sqlite)
  sqlite.prepare = ((source: string) => {
    sources.push(source)
    return prepare(source)
  }) as typeof sqlite.prepare
  return sources
}

/** How SQLite goes about a statement: one line a step. */
const planOf = ({ sqlite }: DatabaseHandle, source: string): string =>
  sqlite
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${source}`)
    .all(...Array.from(source.matchAll(/\?/g), () => null))
    .map(({ detail }) => detail)
    .join('\n')

async function planOfList(list: (stores: Stores) => Promise<unknown>): Promise<string> {
  const handle = openHere()
  const stores = storesOf(handle)
  const sources = preparedOn(handle)
  await list(stores)
  return sources.map((source) => planOf(handle, source)).join('\n')
}

describe('a database of years stays quick', () => {
  it('finds open cases without a clock from the index of the open ones, a status at a time', () => {
    const handle = openHere()
    const sources = preparedOn(handle)
    storesOf(handle)
    const looks = sources.filter((source) => source.includes('AS watched'))
    expect(looks).toHaveLength(openCaseStatuses.length)
    for (const look of looks) {
      const plan = planOf(handle, look.replaceAll(/:\w+/g, '?'))
      expect(plan).toContain('USING COVERING INDEX cases_open (status=? AND (opened_at,id)>(?,?))')
      expect(plan).toContain('SEARCH deadlines USING INDEX deadlines_case (case_id=?)')
      expect(plan).not.toContain('TEMP B-TREE')
    }
  })

  it.each<[string, Parameters<typeof planOfList>[0], string]>([
    ['all cases', ({ cases }) => cases.list({}, page), 'cases_opened'],
    ['the cases of a time', ({ cases }) => cases.list({ openedFrom: 1, openedTo: 2 }, page), 'cases_opened'],
    ['the cases of a category', ({ cases }) => cases.list({ category: 'water' }, page), 'cases_category'],
    ['the packed cases', ({ cases }) => cases.list({}, page), 'packed_cases_status'],
    [
      'the packed cases of a status and time',
      ({ cases }) => cases.list({ status: 'closed', openedFrom: 1, openedTo: 2 }, page),
      'packed_cases_status',
    ],
    [
      'the packed cases of a category and status',
      ({ cases }) => cases.list({ category: 'water', status: 'closed' }, page),
      'packed_cases_category',
    ],
    ['the packed cases of an origin', ({ cases }) => cases.list({ origin: 'from110' }, page), 'packed_cases_origin'],
    ['the serious cases', ({ cases }) => cases.list({ serious: true }, page), 'cases_serious'],
    ['the packed serious cases', ({ cases }) => cases.list({ serious: true }, page), 'packed_cases_serious'],
    ['the cases under supervision', ({ cases }) => cases.list({ supervised: true }, page), 'cases_supervised'],
    ['the open cases of a status', ({ cases }) => cases.list({ status: 'handling' }, page), 'cases_open'],
    ['the deadlines that run', ({ deadlines }) => deadlines.running({}, page), 'deadlines_running'],
    ['those due by an instant', ({ deadlines }) => deadlines.running({ dueTo: 1 }, page), 'deadlines_running'],
    ['those of a kind', ({ deadlines }) => deadlines.running({ kind: 'accept' }, page), 'deadlines_running'],
    ['all calls', ({ calls }) => calls.list({}, page), 'calls_opened'],
    ['the calls that go on', ({ calls }) => calls.list({ open: true }, page), 'calls_open'],
    [
      'the calls of a time that are over',
      ({ calls }) => calls.list({ openedFrom: 1, openedTo: 2, open: false }, page),
      'calls_opened',
    ],
    ['the calls of a result', ({ calls }) => calls.list({ result: 'failed' }, page), 'calls_result'],
    ['all messages', ({ messages }) => messages.list({}, page), 'messages_created'],
  ])('lists %s from an index, already in order', async (_, list, index) => {
    const plan = await planOfList(list)
    expect(plan).toMatch(new RegExp(`INDEX ${index}( |$)`))
    expect(plan).not.toContain('TEMP B-TREE')
  })

  it.each<[string, Parameters<typeof planOfList>[0], readonly string[]]>([
    [
      'the cases of a caller',
      ({ cases }) => cases.list({ caller: '13800012345' }, page),
      ['cases_caller', 'cases_call_back', 'personal_phone'],
    ],
    ['the cases of a unit', ({ cases }) => cases.list({ unit: '05' }, page), ['orders_unit']],
    [
      'the packed cases of a caller and category',
      ({ cases }) => cases.list({ caller: '13800012345', category: 'water', openedFrom: 1 }, page),
      ['packed_cases_caller', 'packed_cases_call_back'],
    ],
    ['the calls of a case', ({ calls }) => calls.list({ caseId: 'x' }, page), ['calls_case']],
    ['the messages of a case', ({ messages }) => messages.list({ caseId: 'x' }, page), ['messages_case']],
  ])('finds %s without going through all', async (_, list, indexes) => {
    const plan = await planOfList(list)
    for (const index of indexes) expect(plan).toContain(`INDEX ${index}`)
    expect(plan).not.toMatch(/SCAN (cases|calls|orders|messages|personal|packed_cases|packed_units)\b(?! USING)/)
  })

  it('walks the packed cases of a unit, status and time in order', async () => {
    const filter = { unit: '05', status: 'closed', openedFrom: 1, openedTo: noon + 1, category: 'water' }
    const plan = await planOfList(({ cases }) => cases.list(filter, page))
    expect(plan).toContain(
      'SEARCH u USING PRIMARY KEY (unit=? AND status=? AND opened_at>? AND (opened_at,case_id)<(?,?))',
    )
    expect(plan).toContain('SEARCH p USING INDEX packed_cases_id (id=?)')
  })

  it('carries out every fixed statement by key or index; only what is open and the few routing tables, drafts and telephones of ours are gone through', () => {
    const handle = openHere()
    const sources = preparedOn(handle)
    storesOf(handle)
    const fixed = sources
      .filter((source) => /^(select|update|delete)/i.test(source))
      .filter((source) => !/[:]/.test(source))
    expect(fixed.length).toBeGreaterThan(15)
    const scans = fixed.flatMap(
      (source) =>
        planOf(handle, source).match(
          /^SCAN (?!routing_versions|routing_drafts|phone_answers|call_snapshots|inbound_messages USING INDEX inbound_unhandled|messages USING (COVERING )?INDEX messages_(waiting|due)|json_each).*/gm,
        ) ?? [],
    )
    expect(scans).toEqual([])
    const counted = planOf(handle, sources.find((source) => source.includes('count(*) FROM cases')) ?? '')
    expect(counted).toMatch(/cases_open/)
    const waiting = planOf(handle, sources.find((source) => source.includes('min(created_at)')) ?? '')
    expect(waiting).toMatch(/messages_waiting/)
  })

  it('finds the clocks that run out, the messages that are due and those to be understood among few, already in order', async () => {
    const handle = openHere()
    const sources = preparedOn(handle)
    storesOf(handle)
    const plan = (part: string) => planOf(handle, sources.find((source) => source.includes(part)) ?? '')
    expect(plan('"next_step_at" <= ?')).toBe(
      'SEARCH deadlines USING INDEX deadlines_step_due ((next_step_at,id)>(?,?) AND next_step_at<?)',
    )
    expect(plan('"next_attempt_at" <= ?')).toBe(
      'SEARCH messages USING INDEX messages_due (priority=? AND next_attempt_at<?)',
    )
    expect(plan('"next_attempt_at" > ?')).toBe(
      'SEARCH messages USING INDEX messages_due (priority=? AND next_attempt_at>?)',
    )
    expect(plan('"handled_at" is null order by')).toBe('SCAN inbound_messages USING INDEX inbound_unhandled')
  })
})
