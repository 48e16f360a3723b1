import type { Actor } from '../../domain/case/timeline-line.ts'
import { peopleOfTable } from '../../domain/routing/untested-phones.ts'
import type { CallFlow } from '../call/call-flow.ts'
import type { Log } from '../ports/log.ts'
import { type ListUntestedDeps, listUntested } from './list-untested.ts'

/** Tests that ring at the same moment: the lines are there for citizens. */
const mostAtOnce = 4

export type PhoneTestsDeps = ListUntestedDeps & {
  readonly log: Log
  readonly telephone: {
    readonly request: CallFlow['request']
    readonly isThere: () => boolean
    readonly live: Pick<CallFlow['live'], 'all'>
    /** Name of the Asterisk that rings. */
    readonly node: string
  }
}

export type TestedPhone = { readonly number: string; readonly person: string; readonly unit: string | null }

type Asked = { readonly ok: true; readonly asked: readonly TestedPhone[] }

/** `unknownPhone`: not a telephone for voice of the published table; nothing else is called at anybody's wish. */
export type TestRefusal = { readonly ok: false; readonly reason: 'unknownPhone'; readonly numbers: readonly string[] }

/** Telephones that are to be tried out, a few at a time. */
export type PhoneTests = {
  /**
   * Has telephones called, each once: these, or (null) all that are not tested. Whoever was asked for before and was not
   * rung yet is not rung twice.
   */
  ask(input: { readonly numbers: readonly string[] | null; readonly by: Actor }): Promise<Asked | TestRefusal>
  /** Rings whoever is next, where a line is free for it and the network is there. */
  tick(): Promise<void>
}

/**
 * {@link PhoneTests}. Who waits is forgotten when the server ends: nothing is lost by it, since a telephone that was not
 * tested stands among the untested ones still.
 */
export function createPhoneTests(deps: PhoneTestsDeps): PhoneTests {
  const { telephone, log } = deps
  const waiting = new Map<string, { readonly phone: TestedPhone; readonly by: Actor }>()
  let underWay: Promise<void> | null = null

  const ringing = (): readonly string[] =>
    [...telephone.live.all()].flatMap(({ record, position }) => {
      if (record.kind !== 'test') return []
      return position.at === 'testing' ? [position.number] : [record.id]
    })

  async function ringNext(): Promise<void> {
    while (waiting.size > 0 && telephone.isThere()) {
      const now = ringing()
      const [next] = [...waiting].filter(([number]) => !now.includes(number))
      if (next === undefined || now.length >= mostAtOnce) return
      const [number, { phone, by }] = next
      waiting.delete(number)
      const version = await deps.routing.current()
      if (!version) return
      const begun = await telephone.request(
        { type: 'TestCallRequested', person: phone.person, number, by, node: telephone.node },
        { routingVersion: version.number, changes: [] },
      )
      log.info(
        { person: phone.person, by },
        begun ? 'a telephone is tried out' : 'a telephone is not tried out: the server stops',
      )
    }
  }
  const tick = (): Promise<void> => {
    underWay ??= ringNext().finally(() => {
      underWay = null
    })
    return underWay
  }

  return {
    tick,
    async ask({ numbers, by }) {
      const asked = numbers === null ? await untested() : await ofTable(numbers)
      if (!asked.ok) return asked
      for (const phone of asked.asked) waiting.set(phone.number, { phone, by })
      void tick().catch((error: unknown) => log.error({ err: error }, 'a telephone could not be tried out'))
      return asked
    },
  }

  async function untested(): Promise<Asked> {
    return { ok: true, asked: eachOnce((await listUntested(deps)())?.items ?? []) }
  }

  async function ofTable(numbers: readonly string[]): Promise<Asked | TestRefusal> {
    const table = (await deps.routing.current())?.table
    const all = (table ? peopleOfTable(table) : []).flatMap(({ unit, responder }) =>
      responder.phones.filter(({ voice }) => voice).map(({ number }) => ({ number, person: responder.id, unit })),
    )
    const unknown = numbers.filter((number) => !all.some((phone) => phone.number === number))
    if (unknown.length > 0) return { ok: false, reason: 'unknownPhone', numbers: unknown }
    return { ok: true, asked: eachOnce(all.filter(({ number }) => numbers.includes(number))) }
  }
}

/** A telephone that two people share rings once, for the first of them. */
const eachOnce = (phones: readonly TestedPhone[]): readonly TestedPhone[] =>
  phones
    .filter(({ number }, at) => phones.findIndex((other) => other.number === number) === at)
    .map(({ number, person, unit }) => ({ number, person, unit }))
