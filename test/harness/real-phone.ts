import type { PhoneCall, Phones } from '../../scripts/carrier/phones.ts'
import type { Texts } from '../../scripts/carrier/texts.ts'
import { encodeTone } from '../../src/adapters/speech/tone-code.ts'
import { sampleRate } from '../../src/adapters/speech/wav.ts'
import { TextInbox } from './text-inbox.ts'
import type { Heard, ToneBook } from './tone-ear.ts'
import { until } from './until.ts'
import type { Phone } from './world.ts'

/** What all phones of a world share. */
export type PhoneNetwork = {
  readonly phones: Phones
  readonly texts: Texts
  /** Number of ours that text messages are sent to. */
  readonly textsTo: string
  readonly book: ToneBook
  /** Longest that a step may take. */
  readonly limitMs: number
  /** What goes on elsewhere, for the message of a step that failed. */
  surroundings(): Promise<string>
}

/** Nobody speaks in the very moment in which the tone ends, or presses while the last word is on his lips. */
const breath = new Int16Array(0.25 * sampleRate)
let talks = 0

/** A telephone on the real network. One call at a time: a new one takes the place of what was before. */
export class RealPhone implements Phone {
  readonly number: string | null
  private readonly network: PhoneNetwork
  private readonly name: string
  private call: PhoneCall | null = null
  private readonly rung: PhoneCall[] = []
  private expected = 0
  private readonly heard: Heard[] = []
  private listened = 0
  readonly inbox = new TextInbox()

  constructor(number: string | null, network: PhoneNetwork) {
    this.number = number
    this.network = network
    this.name = number ?? 'the phone with a hidden number'
  }

  /** The network rings here. */
  comesIn(call: PhoneCall): void {
    this.rung.push(call)
  }

  /** Calls that rang here and that no step has asked for. */
  get unexpected(): number {
    return this.rung.length - this.expected
  }

  async dials(number: string): Promise<this> {
    await this.network.phones.call({ from: this.number, to: number }, (call) => this.take(call))
    return this
  }

  async rings(): Promise<this> {
    const call = await this.await(
      () => this.rung[this.expected],
      () => 'did not ring',
    )
    this.expected += 1
    this.take(call)
    return this
  }

  async staysSilent(): Promise<this> {
    if (this.unexpected > 0) throw new Error(await this.tell('rang and should not have'))
    return this
  }

  async answers(): Promise<this> {
    const call = this.current('answers')
    if (call.state() !== 'ringing') throw new Error(await this.tell(`can't answer: its call is ${call.state()}`))
    await call.answer()
    return this
  }

  async rejects(): Promise<this> {
    const call = this.current('rejects')
    await call.reject('busy')
    await this.isOver(call)
    return this
  }

  async stopsRinging(): Promise<this> {
    const call = this.current('stops ringing')
    if (call.state() === 'up') throw new Error(await this.tell('was answered, so it has stopped ringing already'))
    await this.await(
      () => call.state() === 'over',
      () => 'did not stop ringing',
    )
    return this
  }

  async isAnswered(): Promise<this> {
    const call = this.current('is answered')
    await this.await(
      () => call.state() === 'up',
      () => `was not answered: its call is ${call.state()} (cause ${call.cause()})`,
    )
    return this
  }

  async hears(key: string): Promise<this> {
    const from = this.listened
    const at = await this.await(
      () => {
        const found = this.heard.findIndex((heard, index) => index >= from && heard.key === key)
        return found < 0 ? null : { found }
      },
      () => `did not hear ${key}. Since what it was asked about last it heard: ${this.since(from)}`,
    )
    this.listened = at.found + 1
    return this
  }

  async presses(keys: string): Promise<this> {
    await (await this.up('presses')).press(keys)
    return this
  }

  async says(name: string): Promise<this> {
    const call = await this.up('says')
    // Twice, as people do on a bad line: on a machine that is short of breath a sound may have a gap.
    for (const key of [`voice.${name}`, `voice.${name}`]) await this.speak(call, key)
    return this
  }

  getsSms(part: string): Promise<string> {
    return this.await(
      () => this.inbox.take(part),
      () => `got no message with ${part} in it. It got: ${this.inbox.rest.join(' | ') || 'none'}`,
    )
  }

  async getsNoMoreSms(): Promise<this> {
    if (this.inbox.rest.length > 0) throw new Error(await this.tell(`got ${this.inbox.rest.join(' | ')}`))
    return this
  }

  async sendsSms(text: string): Promise<this> {
    if (this.number === null) throw new Error('a phone with a hidden number sends no messages')
    await this.network.texts.send({ from: this.number, to: this.network.textsTo, text })
    return this
  }

  async hangsUp(): Promise<this> {
    const call = this.current('hangs up')
    await call.hangUp()
    await this.isOver(call)
    return this
  }

  async isHungUp(): Promise<this> {
    const call = this.current('is hung up')
    await this.await(
      () => call.state() === 'over',
      () => `was not hung up: its call is ${call.state()}`,
    )
    return this
  }

  async isBridgedWith(other: Phone): Promise<this> {
    if (!(other instanceof RealPhone)) throw new Error('the other phone is not of this world')
    await this.isHeardBy(other)
    await other.isHeardBy(this)
    return this
  }

  /** Speaks again and again, because the two may only just be on their way to each other. */
  private async isHeardBy(other: RealPhone): Promise<void> {
    const key = `voice.talk${++talks}`
    const call = await this.up('speaks')
    const from = other.heard.length
    const isHeard = () => other.heard.slice(from).some((heard) => heard.key === key)
    await this.await(
      async () => {
        if (isHeard()) return true
        await this.speak(call, key)
        return isHeard()
      },
      () => `speaks and ${other.name} does not hear it. That one heard: ${other.since(from)}`,
    )
  }

  private async speak(call: PhoneCall, key: string): Promise<void> {
    this.network.book.add(key)
    const code = encodeTone(key)
    const samples = new Int16Array(2 * breath.length + code.length)
    samples.set(code, breath.length)
    await call.say(samples)
  }

  private take(call: PhoneCall): void {
    const ear = this.network.book.ear()
    this.call = call
    call.onSound((samples, at) => {
      const known = ear.heard.length
      ear.listen(samples, at)
      this.heard.push(...ear.heard.slice(known))
    })
  }

  private current(step: string): PhoneCall {
    if (!this.call) throw new Error(`${this.name} ${step}, but it has no call: dials() or rings() comes first`)
    return this.call
  }

  private async up(step: string): Promise<PhoneCall> {
    const call = this.current(step)
    await this.await(
      () => call.state() === 'up',
      () => `${step}, but its call is ${call.state()} (cause ${call.cause()})`,
    )
    return call
  }

  private async isOver(call: PhoneCall): Promise<void> {
    await this.await(
      () => call.state() === 'over',
      () => `has hung up, and its call is still ${call.state()}`,
    )
  }

  private since(index: number): string {
    return (
      this.heard
        .slice(index)
        .map(({ key }) => key)
        .join(', ') || 'nothing'
    )
  }

  private await<T>(
    look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
    why: () => string,
  ) {
    return until(look, this.network.limitMs, () => this.tell(why()))
  }

  private async tell(what: string): Promise<string> {
    return `${this.name} ${what}\n${await this.network.surroundings()}`
  }
}
