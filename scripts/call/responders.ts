import { setTimeout as pause } from 'node:timers/promises'
import type { PhoneCall, Phones } from '../carrier/phones.ts'
import type { Answer } from './call-options.ts'
import type { Story } from './story.ts'

/** Until a telephone is picked up, in ms. */
const pickUpMs = 1500
/** So long nothing is said before a person takes it for the end of the words. */
const silenceMs = 700
/** A responder who hears nothing but music decides all the same. */
const patienceMs = 30_000

/**
 * Whoever the hotline rings: picks up and presses a key as `answer` says. Every telephone that rings is told of; `meet`
 * is shown each call, to listen in.
 */
export function playResponders(options: {
  readonly phones: Phones
  readonly answer: Answer
  readonly story: Story
  readonly nameOf: (number: string) => string
  readonly meet: (call: PhoneCall, who: string) => void
}): void {
  const { phones, answer, story, nameOf, meet } = options
  const order: string[] = []
  phones.onRing((call) => {
    const number = call.phone ?? ''
    if (!order.includes(number)) order.push(number)
    const who = nameOf(number)
    story.tell(who, `rings, shows ${call.other ?? 'no number'}`)
    meet(call, who)
    call.onChange((state) => {
      if (state === 'over') story.tell(who, `is free again (${endOf(call)})`)
    })
    void act(call, who, order.indexOf(number)).catch((error) => story.tell(who, `can't go on: ${error.message}`))
  })

  async function act(call: PhoneCall, who: string, place: number): Promise<void> {
    const key = keyOf(answer, place)
    if (key === null) return
    await pause(pickUpMs)
    if (call.state() !== 'ringing') return
    await call.answer()
    story.tell(who, 'is picked up')
    // 110 and its like are not asked for a key.
    if ((call.phone ?? '').length <= 3) return
    await untilSilent(call)
    if (call.state() !== 'up') return
    story.tell(who, `presses ${key} (${key === '1' ? 'accept' : 'decline'})`)
    await call.press(key)
  }
}

/** The key that the telephone which rang as number `place` (from 0) presses; null: nobody picks it up. */
function keyOf(answer: Answer, place: number): '1' | '2' | null {
  if (answer === 'nobody') return null
  if (answer === 'decline') return place === 0 ? '2' : '1'
  return place === (answer === 'first' ? 0 : 1) ? '1' : null
}

/** Until the words to this telephone are over: the line carries nothing then. */
export async function untilSilent(call: PhoneCall): Promise<void> {
  const began = performance.now()
  let last = began + pickUpMs
  call.onSound((_, at) => {
    last = at
  })
  while (call.state() === 'up' && performance.now() - began < patienceMs) {
    if (performance.now() - last > silenceMs) return
    await pause(50)
  }
}

const ends: Readonly<Record<number, string>> = {
  16: 'hung up',
  17: 'busy',
  18: 'no answer',
  19: 'no answer',
  21: 'refused',
  26: 'answered elsewhere',
}
export const endOf = (call: PhoneCall): string => ends[call.cause() ?? 16] ?? `cause ${call.cause()}`
