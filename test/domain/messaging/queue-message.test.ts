import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/domain/change.ts'
import { type Decision, decisionBy } from '../../../src/domain/decision.ts'
import { minutes } from '../../../src/domain/instant.ts'
import { caseNumberToCaller } from '../../../src/domain/messaging/case-number-to-caller.ts'
import { contactsFrom, contactsOf } from '../../../src/domain/messaging/contacts.ts'
import type { MessageRecord } from '../../../src/domain/messaging/message-record.ts'
import { orderToTeam } from '../../../src/domain/messaging/order-to-team.ts'
import { queueMessage } from '../../../src/domain/messaging/queue-message.ts'
import { noDuty } from '../../../src/domain/routing/duty.ts'
import { onePhone, phonesFor } from '../../../src/domain/routing/phones-of.ts'
import { aCase, anOrder, noon } from '../../contracts/records.ts'
import { smallTable } from '../../support/small-table.ts'

let count = 0
const decision: Decision = decisionBy('system', {
  now: noon,
  zone: 'Asia/Shanghai',
  table: smallTable,
  tableVersion: 1,
  newId: () => `id-${++count}`,
})
const messagesOf = (changes: readonly Change[]): MessageRecord[] =>
  changes.flatMap((change) => ('put' in change && change.put === 'message' ? [change.row] : []))
const phonesOf = (changes: readonly Change[]): Record<string, string | null> =>
  Object.fromEntries(
    changes.flatMap((change) =>
      'put' in change && change.put === 'personal' ? [[change.row.id, change.row.value]] : [],
    ),
  )
const [waterworks] = smallTable.units as [(typeof smallTable.units)[number]]

describe('a message that is queued', () => {
  const message = {
    kind: 'caseNumber',
    to: { who: null, at: { ref: 'caller' } },
    language: 'zh-CN',
    variables: { caseNumber: '2611230001' },
    caseId: 'case',
    orderId: null,
    dedupeKey: 'caseNumber:case',
  } as const

  it('waits, with the priority and the validity of its kind', () => {
    const [row] = messagesOf(queueMessage(message, decision))
    expect(row).toMatchObject({
      status: 'pending',
      priority: 2,
      revision: 1,
      nextAttemptAt: noon,
      expiresAt: noon + minutes(24 * 60),
      dedupeKey: 'caseNumber:case',
    })
  })

  it('may be asked for later, with a validity that starts then', () => {
    const [row] = messagesOf(queueMessage({ ...message, notBefore: noon + 7 }, decision))
    expect(row).toMatchObject({ nextAttemptAt: noon + 7, expiresAt: noon + 7 + minutes(24 * 60) })
  })

  it('keeps numbers in rows of their own, never in the message or the timeline', () => {
    const next = [{ who: '0501/voice', at: { number: '13800000599' } }]
    const changes = queueMessage({ ...message, to: { who: '0501/sms', at: { number: '13800000501' } }, next }, decision)
    expect(Object.values(phonesOf(changes))).toEqual(['13800000501', '13800000599'])
    const elsewhere = changes.filter((change) => !('put' in change && change.put === 'personal'))
    expect(JSON.stringify(elsewhere)).not.toMatch(/1380000/)
    expect(messagesOf(changes)[0]?.nextContacts).toMatchObject([
      { who: '0501/voice', dedupeKey: 'caseNumber:case@0501/voice' },
    ])
  })

  it.each([
    [{}, 'caseNumber is missing'],
    [{ caseNumber: '1', other: '2' }, 'other is not declared'],
  ])('with the variables %j is a bug', (variables, why) => {
    expect(() => queueMessage({ ...message, variables: variables as Record<string, string> }, decision)).toThrow(why)
  })
})

describe('contacts', () => {
  it('are the number for messages, then another mobile; a land line gets none', () => {
    const person = { id: 'p', name: {} }
    expect(contactsOf({ ...person, phones: phonesFor('13800000002', '13800000001') }).map(({ who }) => who)).toEqual([
      'p/sms',
      'p/voice',
    ])
    expect(contactsOf({ ...person, phones: onePhone('13800000001') }).map(({ who }) => who)).toEqual(['p/sms'])
    expect(contactsOf({ ...person, phones: phonesFor('057686012345', null) })).toEqual([])
  })

  it('go on to the other responders, the head and the duty officers, each telephone once', () => {
    const [, second] = waterworks.responders
    if (!second) throw new Error('the small table lost a responder')
    expect(contactsFrom(waterworks, second, smallTable).map(({ who }) => who)).toEqual([
      '0502/voice',
      '0501/sms',
      '0590/voice',
      'duty/voice',
    ])
  })
})

describe('an order nobody took', () => {
  const caseRow = aCase({ number: '2611230001', category: 'water', urgency: 'urgent', callBackRef: 'caller' })
  const order = anOrder(caseRow.id, { unit: '05', code: '123' })

  it('goes to each of the team, with the caller as a reference', () => {
    const rows = messagesOf(orderToTeam({ order, caseRow, duty: noDuty, statement: 'yes' }, decision))
    expect(rows.map(({ who, priority, dedupeKey }) => [who, priority, dedupeKey])).toEqual([
      ['0501/sms', 0, `order:${order.id}@0501/sms`],
      ['0502/voice', 0, `order:${order.id}@0502/voice`],
    ])
    expect(rows[0]).toMatchObject({
      variables: { code: '123', caseNumber: '2611230001', category: '自来水', urgency: 'urgent', statement: 'yes' },
      variableRefs: { caller: 'caller' },
    })
  })

  it('says that the number is hidden', () => {
    const hidden = { ...caseRow, callerRef: null, callBackRef: null }
    const [row] = messagesOf(orderToTeam({ order, caseRow: hidden, duty: noDuty, statement: 'no' }, decision))
    expect(row).toMatchObject({ variables: { caller: 'hidden', statement: 'no' }, variableRefs: {} })
  })
})

it.each([
  ['13912345678', 1],
  ['057686012345', 0],
  ['110', 0],
  [null, 0],
])('a caller with the number %s gets %i message with his case number', (number, messages) => {
  const caller = { id: 'c', callerRef: 'caller', language: 'zh-CN' }
  expect(messagesOf(caseNumberToCaller(caller, number, decision))).toHaveLength(messages)
})
