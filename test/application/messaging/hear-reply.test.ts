import { describe, expect, it } from 'vitest'
import { createReplyDesk } from '../../../src/application/messaging/hear-reply.ts'
import { minutes } from '../../../src/domain/instant.ts'
import { seriousTable } from '../../support/serious-table.ts'
import { messagingTown } from './messaging-town.ts'

const [first, second, head, other] = ['13800000501', '13800000502', '13800000590', '13800001001']

async function inboundOf(town: Awaited<ReturnType<typeof messagingTown>>) {
  return (await town.inbound.list({}, { cursor: null, limit: 100 })).items.toReversed()
}

describe('a message of a responder', () => {
  it('accepts, arrives and completes with its result; each is answered, calls under way are told', async () => {
    const town = await messagingTown()
    const { number, orderId, caseId, code } = await town.openAndSend()
    await town.says(first, `１　${code}`)
    await town.says('+86 138 0000 0501', `2${code}`)
    await town.says(first, `3 ${code} 阀门已修好`)
    const order = await town.cases.order(orderId)
    expect(order).toMatchObject({ status: 'completed', acceptedBy: 'responder:0501' })
    const personal = await town.cases.personal([order?.resultRef ?? ''])
    expect(Object.values(personal)).toMatchObject([{ value: '阀门已修好' }])
    expect(town.told.map(({ status, by }) => `${status} ${by}`)).toEqual([
      'accepted responder:0501',
      'arrived responder:0501',
      'completed responder:0501',
    ])
    const answers = town.sentTo(first).slice(-3)
    for (const [index, word] of ['已接受', '已到场', '已办结'].entries()) {
      expect(answers[index]).toContain(`已记录：指令${code}（编号${number}）${word}`)
    }
    expect(await inboundOf(town)).toMatchObject(
      Array.from({ length: 3 }, () => ({ outcome: 'replyUnderstood', orderId, caseId, handledAt: expect.any(Number) })),
    )
  })

  it('needs no code when there is one order, and says which there are when there are more', async () => {
    const town = await messagingTown()
    const one = await town.openAndSend()
    await town.says(second, '1')
    expect(await town.cases.order(one.orderId)).toMatchObject({ status: 'accepted', acceptedBy: 'responder:0502' })
    const two = await town.openAndSend()
    await town.says(head, '2')
    expect(town.sentTo(head).at(-1)).toContain(`（${one.code}、${two.code}）`)
    expect((await inboundOf(town)).at(-1)).toMatchObject({ outcome: 'replyCodeNeeded' })
  })

  it.each([
    ['1 999', 'codeUnknown', '没有待办的指令999'],
    ['收到', 'replyNotUnderstood', '未能识别'],
    ['8 CODE', 'replyNotUnderstood', '未能识别'],
    ['4 CODE', 'replyReasonNeeded', '回复4 100加数字（1 不属本单位职责、2 不在本单位辖区、3 类别有误、'],
    ['4 CODE 8 别家的', 'replyReasonNeeded', '9 其他原因）'],
  ])('%s changes nothing and is answered: %s', async (text, outcome, words) => {
    const town = await messagingTown()
    const { orderId, code } = await town.openAndSend()
    const before = await town.cases.order(orderId)
    await town.says(first, text.replace('CODE', code))
    expect(town.sentTo(first).at(-1)).toContain(words)
    expect(await inboundOf(town)).toMatchObject([{ outcome }])
    expect(await town.cases.order(orderId)).toEqual(before)
  })

  it('about an order of another unit, or from a telephone nobody knows, changes nothing', async () => {
    const town = await messagingTown()
    const { orderId, code } = await town.openAndSend()
    const before = await town.cases.order(orderId)
    await town.says(other, `1 ${code}`)
    await town.says('13912345678', `1 ${code}`)
    expect(town.sentTo(other).at(-1)).toContain(`指令${code}不属于您单位`)
    expect(town.sentTo('13912345678').at(-1)).toContain('未登记为救助人员')
    expect(await town.cases.order(orderId)).toEqual(before)
  })

  it('out of turn says which step is possible; one about an order that is over says so', async () => {
    const town = await messagingTown()
    const { orderId, code } = await town.openAndSend()
    await town.says(first, `2 ${code}`)
    await town.says(first, `1 ${code}`)
    expect(town.sentTo(first).at(-1)).toMatch(/现为“已到场”.*3办结/)
    const order = await town.cases.order(orderId)
    if (!order) throw new Error('the order is not there')
    await town.stores.ledger.commit({
      changes: [{ put: 'order', row: { ...order, revision: order.revision + 1, status: 'withdrawn' } }],
    })
    await town.says(first, `3 ${code}`)
    expect((await inboundOf(town)).at(-1)).toMatchObject({ outcome: 'codeUnknown' })
    expect(town.told).toHaveLength(1)
  })

  it('reports the situation, that it is serious, and asks for reinforcement; each is answered with what came of it', async () => {
    const town = await messagingTown(seriousTable)
    const { caseId, orderId, code, number } = await town.openAndSend()
    await town.says(first, `1 ${code}`)
    await town.says(first, `5 ${code}`)
    expect(town.sentTo(first).at(-1)).toContain('请写明现场情况')
    await town.says(first, `5 ${code} 两户停水`)
    expect(town.sentTo(first).at(-1)).toContain(`已记录：指令${code}（编号${number}）已报现场情况`)
    expect(await town.cases.order(orderId)).toMatchObject({ status: 'arrived', situationAt: expect.any(Number) })
    await town.says(first, `6 ${code} 9`)
    expect(town.sentTo(first).at(-1)).toContain('1 人员伤亡、2 后果严重、3 涉及多部门、4 请求增援')
    expect((await town.cases.byId(caseId))?.serious).toBeNull()
    await town.says(first, `6 ${code} 1 一人受伤`)
    expect(town.sentTo(first).at(-1)).toContain('已报重大情形')
    expect(await town.cases.byId(caseId)).toMatchObject({
      urgency: 'critical',
      serious: [{ kind: 'casualties', by: 'responder:0501' }],
    })
    expect(town.sentTo('13800009801')).toEqual([`重大事件：编号${number}（自来水）人员伤亡，主办自来水厂`])
    expect(town.rung.map(({ unit }) => unit)).toEqual(['10', '03'])
    await town.says(first, `7 ${code} 井太深`)
    expect(town.sentTo(first).at(-1)).toContain('增援单位均已下达过指令（交通局、卫生局），请致电值班员')
    expect((await inboundOf(town)).map(({ outcome }) => outcome)).toEqual([
      ...['replyUnderstood', 'replyWordsNeeded', 'replyUnderstood', 'replyKindNeeded', 'replyUnderstood'],
      'replyAllOrdered',
    ])
  })

  it('asks for reinforcement and gets it, or hears that nobody is named', async () => {
    const town = await messagingTown(seriousTable)
    const { code, caseId } = await town.openAndSend()
    await town.says(first, `7 ${code} 井太深`)
    expect(town.sentTo(first).at(-1)).toContain('增援单位已下达指令')
    expect((await town.cases.orders(caseId)).map(({ unit, lead }) => [unit, lead])).toEqual([
      ['05', true],
      ['10', false],
      ['03', false],
    ])
    const small = await messagingTown()
    const { code: other } = await small.openAndSend()
    await small.says(first, `7 ${other}`)
    expect(small.sentTo(first).at(-1)).toContain('未设增援单位')
  })

  it('that comes twice is one: stored once, carried out once, answered once', async () => {
    const town = await messagingTown()
    const { code } = await town.openAndSend()
    await Promise.all([town.says(first, `1 ${code}`, 'call-1 7'), town.says(first, `1 ${code}`, 'call-1 7')])
    await town.says(first, `1 ${code}`, 'call-1 7')
    expect(await inboundOf(town)).toHaveLength(1)
    expect(town.told).toHaveLength(1)
    expect(town.sentTo(first).filter((text) => text.includes('已记录'))).toHaveLength(1)
  })

  it('that the same responder repeats is answered as what is so', async () => {
    const town = await messagingTown()
    const { code } = await town.openAndSend()
    await town.says(first, `1 ${code}`)
    await town.says(first, `1 ${code}`)
    expect(town.sentTo(first).filter((text) => text.includes('已接受'))).toHaveLength(2)
    await town.says(second, `1 ${code}`)
    expect(town.sentTo(second).at(-1)).toContain('此前已记录')
  })

  it('is handled by the next server when this one ended after storing it, or after carrying it out', async () => {
    const town = await messagingTown()
    const { orderId, code } = await town.openAndSend()
    let commits = 0
    const dying = {
      async commit(commit: Parameters<typeof town.ledger.commit>[0]) {
        commits += 1
        if (commits > 2) throw new Error('killed')
        return town.ledger.commit(commit)
      },
    }
    const first_ = createReplyDesk({ ...town, ledger: dying, notifyCalls: () => {} })
    await first_.receive('fake', { transportId: 'x', from: first, text: `1 ${code}` })
    await first_.idle()
    expect(await town.cases.order(orderId)).toMatchObject({ status: 'accepted' })
    expect(await inboundOf(town)).toMatchObject([{ handledAt: null }])
    await town.desk.handleWaiting()
    await town.outbox.tick()
    expect(await inboundOf(town)).toMatchObject([{ outcome: 'replyUnderstood' }])
    expect(town.sentTo(first).filter((text) => text.includes('已接受'))).toHaveLength(1)
  })

  it('that could not be stored is refused, so that the transport keeps it', async () => {
    const town = await messagingTown()
    town.breakLedger('the disk is full')
    await expect(town.sms.comesIn({ transportId: 'x', from: first, text: '1' })).rejects.toThrow('the disk is full')
    town.breakLedger(null)
    await town.says(first, '1', 'x')
    expect(await inboundOf(town)).toHaveLength(1)
  })
})

describe('a flood', () => {
  it('of messages that mean nothing gets five answers in ten minutes; one that does is carried out all the same', async () => {
    const town = await messagingTown()
    const { orderId, code } = await town.openAndSend()
    for (let message = 0; message < 20; message += 1) await town.says(first, 'hello')
    expect(town.sentTo(first).filter((text) => text.includes('未能识别'))).toHaveLength(5)
    await town.says(first, `1 ${code}`)
    expect(town.sentTo(first).at(-1)).toContain('已接受')
    expect(await town.cases.order(orderId)).toMatchObject({ status: 'accepted' })
    town.clock.advance(minutes(11))
    await town.says(first, 'hello')
    expect(town.sentTo(first).at(-1)).toContain('未能识别')
  })

  it('of a stranger gets one answer an hour, a service number none: two machines must not talk for ever', async () => {
    const town = await messagingTown()
    for (let message = 0; message < 5; message += 1) {
      await town.says('13912345678', 'hello')
      await town.says('10086', '您的余额不足')
    }
    expect(town.sentTo('13912345678')).toHaveLength(1)
    expect(town.sentTo('10086')).toEqual([])
    expect((await inboundOf(town)).filter(({ outcome }) => outcome === 'unanswered')).toHaveLength(9)
  })
})
