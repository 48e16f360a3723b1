import { type FakeClock, settle } from '../fakes/fake-clock.ts'
import type { Party } from '../fakes/fake-line.ts'
import type { FakeLine } from '../fakes/fake-telephony.ts'
import { TextInbox } from './text-inbox.ts'
import type { Phone } from './world.ts'

/** How long a phone takes to ring after it was dialled, and between two keys, in ms. */
const ringsAfterMs = 100
const betweenKeysMs = 150
/** How long somebody speaks, in seconds. */
const speaksSeconds = 2
/** Nobody hears nothing at all for longer, unless he is speaking with somebody or being recorded. */
const longestSilence = 15

type Incoming = { readonly line: FakeLine; state: 'coming' | 'ringing' | 'over'; expected: boolean }
type OwnCall = { line: FakeLine | null; heard: string[]; passed: number; answered: boolean; endedBy: string | null }

/** What a phone needs of the world around it. */
export type PhoneWorld = {
  readonly clock: FakeClock
  call(dialled: string, caller: string | null, party: Party): FakeLine
  /** A text message goes to a number of ours. */
  text(from: string, text: string): Promise<void>
  /** Lets time pass until `look` gives something; throws after a limit, with what `seen` says. */
  /** The server is there and connected: silence is its fault. */
  isServed(): boolean
  complain(fault: string): void
  wait<T>(what: string, look: () => T | null | false, seen: () => string): Promise<T>
}

/** A telephone of a scenario. Each step lets its consequences happen before the next. */
export class FakePhone implements Phone {
  readonly number: string | null
  readonly #world: PhoneWorld
  readonly inbox = new TextInbox()
  readonly #incoming: Incoming[] = []
  #current: Incoming | null = null
  #call: OwnCall | null = null

  constructor(number: string | null, world: PhoneWorld) {
    this.number = number
    this.#world = world
  }

  getsSms(part: string): Promise<string> {
    return this.#world.wait(
      `${this.number} gets a message with ${part}`,
      () => this.inbox.take(part),
      () => `It got: ${this.inbox.rest.join(' | ') || 'none'}`,
    )
  }

  async getsNoMoreSms(): Promise<this> {
    await this.#pass(0)
    if (this.inbox.rest.length > 0) throw new Error(`${this.number} got ${this.inbox.rest.join(' | ')}`)
    return this
  }

  async sendsSms(text: string): Promise<this> {
    if (this.number === null) throw new Error('a phone with a hidden number sends no messages')
    await this.#world.text(this.number, text)
    return this
  }

  /** The network brings a call here. */
  rung(line: FakeLine): Party {
    const incoming: Incoming = { line, state: 'coming', expected: false }
    this.#incoming.push(incoming)
    this.#world.clock.alarmsOf('phones').set(this.#world.clock.now() + ringsAfterMs, () => {
      if (incoming.state !== 'coming') return
      incoming.state = 'ringing'
      line.ring()
    })
    let call: OwnCall | null = null
    return {
      heard: (sound) => void call?.heard.push(sound),
      answered: () => {
        call = { line, heard: [], passed: 0, answered: true, endedBy: null }
        this.#call = call
        this.#watchSilence(call)
      },
      ended: (by) => {
        incoming.state = 'over'
        if (call) call.endedBy = by
      },
    }
  }

  /** Leg of the call this phone is in. */
  get leg(): string | null {
    return this.#call?.line?.leg ?? null
  }

  async dials(number: string): Promise<this> {
    const call: OwnCall = { line: null, heard: [], passed: 0, answered: false, endedBy: null }
    this.#call = call
    call.line = this.#world.call(number, this.number, {
      heard: (sound) => void call.heard.push(sound),
      answered: () => {
        call.answered = true
        this.#watchSilence(call)
      },
      ended: (by) => {
        call.endedBy = by
      },
    })
    return this.#pass(0)
  }

  async rings(): Promise<this> {
    const incoming = await this.#wait('rings', () =>
      this.#incoming.find((one) => !one.expected && one.state !== 'coming'),
    )
    incoming.expected = true
    this.#current = incoming
    return this
  }

  async staysSilent(): Promise<this> {
    await this.#pass(0)
    if (this.#incoming.some((one) => !one.expected)) throw this.#failure('stays silent')
    return this
  }

  async answers(): Promise<this> {
    if (this.#current?.state !== 'ringing') throw this.#failure('answers')
    this.#current.line.answer()
    return this.#pass(0)
  }

  async rejects(): Promise<this> {
    if (this.#current?.state !== 'ringing') throw this.#failure('rejects')
    this.#current.line.reject('busy')
    return this.#pass(0)
  }

  async stopsRinging(): Promise<this> {
    const current = this.#current
    if (!current) throw this.#failure('stops ringing')
    await this.#wait('stops ringing', () => current.state === 'over')
    return this
  }

  async isAnswered(): Promise<this> {
    await this.#wait('is answered', () => this.#call?.answered)
    return this
  }

  async hears(key: string): Promise<this> {
    const call = this.#call
    if (!call) throw this.#failure(`hears ${key}`)
    const at = await this.#wait(`hears ${key}`, () => {
      const found = call.heard.indexOf(key, call.passed)
      return found < 0 ? null : { found }
    })
    call.passed = at.found + 1
    return this
  }

  async presses(keys: string): Promise<this> {
    for (const key of keys) {
      this.#ownLine('presses').press(key)
      await this.#pass(betweenKeysMs)
    }
    return this
  }

  /** Presses keys faster than anybody could. */
  async floods(keys: string): Promise<this> {
    const line = this.#ownLine('floods')
    for (const key of keys) line.press(key)
    return this.#pass(betweenKeysMs)
  }

  async says(name: string): Promise<this> {
    this.#ownLine('says').speak(`voice.${name}`, speaksSeconds)
    return this.#pass(speaksSeconds * 1000)
  }

  async hangsUp(): Promise<this> {
    this.#ownLine('hangs up').hangUp()
    return this.#pass(0)
  }

  async isHungUp(): Promise<this> {
    await this.#wait('is hung up', () => this.#call?.endedBy === 'network')
    return this
  }

  /** The fall-back dialplan has taken the call over. */
  async isServedByDialplan(): Promise<this> {
    await this.#wait('is served by the dialplan', () => this.#call?.endedBy === 'dialplan')
    return this
  }

  async isBridgedWith(other: Phone): Promise<this> {
    const { leg } = other as FakePhone
    await this.#wait(
      `is bridged with ${other.number}`,
      () => leg !== null && this.#call?.line?.bridgedWith().includes(leg),
    )
    return this
  }

  /** Calls that came in here and that the scenario did not expect. */
  surprises(): number {
    return this.#incoming.filter((one) => !one.expected).length
  }

  /** What it has heard since the last `hears`. */
  heardSince(): readonly string[] {
    return this.#call?.heard.slice(this.#call.passed) ?? []
  }

  #ownLine(doing: string): FakeLine {
    const { line, endedBy } = this.#call ?? {}
    if (!line || endedBy) throw this.#failure(doing)
    return line
  }

  #watchSilence(call: OwnCall): void {
    const { clock, isServed, complain } = this.#world
    let silent = 0
    const look = (): void => {
      if (call.endedBy !== null) return
      silent = call.line?.isBusy() || !isServed() ? 0 : silent + 1
      if (silent === longestSilence) complain(`${this.number} hears nothing for ${silent} s; ${this.#seen()}`)
      clock.alarmsOf('phones').set(clock.now() + 1000, look)
    }
    look()
  }

  async #pass(ms: number): Promise<this> {
    await settle()
    await this.#world.clock.advance(ms)
    return this
  }

  #wait<T>(what: string, look: () => T | null | false | undefined): Promise<T> {
    return this.#world.wait(
      `${this.number} ${what}`,
      () => look() ?? null,
      () => this.#seen(),
    )
  }

  #seen(): string {
    const rings = this.#incoming.map((one) => `${one.state}${one.expected ? '' : ' (not expected)'}`)
    const { heard, passed, answered, endedBy } = this.#call ?? { heard: [], passed: 0 }
    const call =
      this.#call === null
        ? 'in no call'
        : endedBy
          ? `its call was ended by the ${endedBy}`
          : `in a call${answered ? '' : ' (not answered)'}`
    return `${call}; calls that came in: ${rings.join(', ') || 'none'}; heard: ${heard.slice(0, passed).join(' ')} | ${heard.slice(passed).join(' ')}`
  }

  #failure(doing: string): Error {
    return new Error(`${this.number} ${doing}: not possible; ${this.#seen()}`)
  }
}
