import type { CaseContent } from '../../../src/adapters/db/packed/case-content.ts'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { settleDeadline } from '../../../src/application/case/settle-deadline.ts'
import type { PersonalRecord } from '../../../src/domain/case/case-record.ts'
import type { FakePhone } from '../../../test/harness/fake-phone.ts'
import { type FakeWorld, makeFakeWorld } from '../../../test/harness/fake-world.ts'
import { takesTheOrder, talkAndEnd } from '../../../test/scenarios/steps.ts'

/** A case as the product has written it, with the personal rows it refers to. Its ids are `id00000001` and so on. */
export type Life = {
  readonly name: string
  readonly content: CaseContent
  readonly personal: readonly PersonalRecord[]
}

/** What a citizen of the demonstration town presses, one way for each of its units. */
const ways = ['1', '2', '3', '4', '5', '61', '62', '63', '64', '7', '81', '82', '83', '84', '85'] as const
/** What a unit writes when it is done. */
const words = [
  '阀门已更换，恢复供水',
  '现场已处理完毕，设备恢复正常运行',
  '已联系当事人并当场解决',
  '已修复破损管道，路面次日恢复',
] as const
/** Short, so that it is played quickly: whoever makes cases of a life stretches it. */
const minutes = (count: number): number => count * 60_000

/** What happens after the citizen has chosen. */
const lives = {
  /** The first of the team takes the call, and everything is reported in time. */
  async taken(world: FakeWorld, phones: readonly string[], citizen: FakePhone) {
    await takeAndTalk(world, phones, citizen)
    await report(world, 0, ['arrive', 'complete', 'feedBack', 'close'])
  },
  /** Nobody takes the call: the team gets a message, one of them answers by message. */
  async byMessage(world: FakeWorld, phones: readonly string[], _citizen: FakePhone) {
    await world.advance(180_000)
    const responder = world.phone(phones[0] ?? '')
    const code = /\d{3}/.exec(await responder.getsSms('新指令'))?.[0] ?? ''
    await responder.sendsSms(`1 ${code}`)
    await world.advance(minutes(2))
    await responder.sendsSms(`2 ${code}`)
    await world.advance(minutes(5))
    await responder.sendsSms(`3 ${code} ${words[1]}`)
    await world.advance(minutes(1))
    await callBack(world)
    await report(world, 0, ['feedBack', 'close'])
  },
  /** A second unit is called in; each owes its own feedback. */
  async twoUnits(world: FakeWorld, phones: readonly string[], citizen: FakePhone) {
    const matter = await onlyCase(world)
    await takeAndTalk(world, phones, citizen)
    await world.addUnit(matter.number, matter.orders[0]?.unit === '06' ? '05' : '06')
    await world.advance(minutes(1))
    await report(world, 1, ['accept'])
    await report(world, 0, ['arrive', 'complete'])
    await report(world, 1, ['arrive', 'complete', 'feedBack', 'close'])
    await report(world, 0, ['feedBack', 'close'])
  },
  /** Somebody is there and works on it: completion and feedback are owed. */
  async underWay(world: FakeWorld, phones: readonly string[], citizen: FakePhone) {
    await takeAndTalk(world, phones, citizen)
    await report(world, 0, ['arrive'])
  },
}
export type LifeName = keyof typeof lives

async function takeAndTalk(world: FakeWorld, phones: readonly string[], citizen: FakePhone): Promise<void> {
  const responder = world.phone(phones[0] ?? '')
  await takesTheOrder(responder)
  await talkAndEnd(citizen, responder)
  await world.advance(minutes(1))
}

/** The centre calls the citizen back, as it has promised. */
async function callBack(world: FakeWorld): Promise<void> {
  const matter = await onlyCase(world)
  const row = await world.stores.cases.byNumber(matter.number)
  const owed = (await world.stores.cases.deadlines(row?.id ?? '')).find(({ kind }) => kind === 'callBack')
  let made = 90_000_000
  const settled = await settleDeadline({
    ...world.stores,
    clock: world.changing.clock,
    ids: { next: () => `id${++made}` },
    zone: 'Asia/Shanghai',
    notifyDeadline() {},
  })({
    caseNumber: matter.number,
    deadlineId: owed?.id ?? '',
    by: 'officer:duty',
    result: words[2],
  })
  if (!settled.ok) throw new Error(`the call back is not taken for made: ${settled.reason}`)
}

const onlyCase = async (world: FakeWorld) => {
  const [matter] = await world.cases()
  if (matter === undefined) throw new Error('the citizen has no case')
  return matter
}

async function report(world: FakeWorld, place: number, steps: readonly string[]): Promise<void> {
  for (const [count, step] of steps.entries()) {
    await world.advance(minutes(2 + count))
    const matter = await onlyCase(world)
    const order = matter.orders[place]
    const result = step === 'complete' || step === 'feedBack' ? words[(place + count) % words.length] : undefined
    await world.report(matter.number, order?.id ?? '', step as never, result)
  }
}

/** Plays a life in the product itself (its rules, use cases and messages, on fakes) for each unit of the demonstration town. */
export async function playLives(name: LifeName): Promise<readonly Life[]> {
  const table = readDemoTable()
  const played: Life[] = []
  for (const keys of ways) {
    const world = await makeFakeWorld({ table, at: '2026-11-23T10:00' })
    for (const { responders } of table.units) for (const { phones } of responders) world.phone(phones[0]?.number ?? '')
    const citizen = world.citizen()
    await citizen.dials('12345')
    await citizen.isAnswered()
    await citizen.hears('menuRepeat')
    for (const key of keys) await citizen.presses(key)
    if ((await world.cases()).length === 0) throw new Error(`keys ${keys} lead to no case`)
    await citizen.hears('statementAsk')
    await citizen.presses('#')
    const unit = (await onlyCase(world)).orders[0]?.unit
    const team = table.units.find(({ id }) => id === unit)?.responders ?? []
    await lives[name](
      world,
      team.map(({ phones }) => phones[0]?.number ?? ''),
      citizen,
    )
    played.push(await lifeOf(`${name} ${keys}`, world))
    world.takeErrors()
    await world.stopServer()
  }
  return played
}

async function lifeOf(name: string, world: FakeWorld): Promise<Life> {
  const { cases, messages, record } = world.stores
  const [row] = (await cases.list({}, { cursor: null, limit: 1 })).items
  if (row === undefined) throw new Error('there is no case')
  const told = (await record.cases(null, 10)).find(({ caseId }) => caseId === row.id)
  const content: CaseContent = {
    case: row,
    orders: [...(await cases.orders(row.id))],
    deadlines: [...(await cases.deadlines(row.id))],
    messages: [...(await messages.list({ caseId: row.id }, { cursor: null, limit: 500 })).items].reverse(),
    lines: (told?.lines ?? []).map((line, place) => ({ sequence: 1 + place * 3, ...line })),
  }
  const refs = [...new Set(JSON.stringify(content).match(/id\d{8}/g) ?? [])]
  return { name, content, personal: Object.values(await cases.personal(refs)) }
}
