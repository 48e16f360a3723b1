import type { PhoneCall, Phones } from '../../scripts/carrier/phones.ts'
import type { ToneBook } from '../harness/tone-ear.ts'
import { type Line, openLine, waitOn } from './line.ts'
import { type Random, randomOf } from './random.ts'
import { beCitizen, planCitizen } from './random-citizen.ts'
import { beResponder, helpfulResponder, planResponder } from './random-responder.ts'

/** All the people of the run: citizens who call, and whoever's telephone rings. */
export type Town = {
  /** Every line there was, over or not. */
  readonly lines: readonly Line[]
  /** Lines that are not over. */
  alive(): readonly Line[]
  /** Keeps so many citizens calling; 0: those who call are the last, and whoever is rung takes what comes. */
  setCrowd(size: number): void
  /** The Asterisk on the other side is gone without a word: everybody notices sooner or later and hangs up. */
  loseLines(): void
  onLine(listener: (line: Line) => void): void
  close(): Promise<void>
}

const lookMs = 50
/** Nobody listens longer to a line that is dead. */
const lossSeconds = 1.5
/** So long those go on who are in a call when the last call was made. */
const lastSeconds = 8

export function openTown(options: {
  readonly phones: Phones
  readonly book: ToneBook
  readonly seed: number
  onFault(message: string): void
}): Town {
  const { phones, book, seed } = options
  const lines: Line[] = []
  const listeners: ((line: Line) => void)[] = []
  const people = new Set<Promise<void>>()
  const crowdRandom = randomOf(seed, 'crowd')
  const rings = new Map<string, number>()
  let crowd = 0
  let calling = 0
  let citizens = 0
  let nextAt = 0

  const opened = (call: PhoneCall, name: string): Line => {
    const line = openLine(call, name, book)
    lines.push(line)
    for (const listener of listeners) listener(line)
    return line
  }
  const live = (life: Promise<unknown>, who: string): void => {
    const lived = life
      .catch((error: unknown) => options.onFault(`${who}: ${String(error)}`))
      .then(() => void people.delete(lived))
    people.add(lived)
  }

  async function call(index: number): Promise<void> {
    const plan = planCitizen(randomOf(seed, `citizen ${index}`), index)
    calling += 1
    try {
      const line = Promise.withResolvers<Line>()
      await phones.call({ from: plan.number, to: plan.dials }, (call) => line.resolve(opened(call, `citizen${index}`)))
      await beCitizen(await line.promise, plan)
    } finally {
      calling -= 1
    }
  }

  const stopListening = phones.onRing((call) => {
    const number = call.phone ?? ''
    const time = (rings.get(number) ?? 0) + 1
    rings.set(number, time)
    const random: Random = randomOf(seed, `ring ${time} of ${number}`)
    const line = opened(call, `${number}-${time}`)
    live(beResponder(line, crowd === 0 ? helpfulResponder : planResponder(random)), line.name)
  })
  const looking = setInterval(() => {
    if (calling >= crowd || performance.now() < nextAt) return
    nextAt = performance.now() + crowdRandom.between(50, 900)
    citizens += 1
    live(call(citizens), `citizen${citizens}`)
  }, lookMs)

  const alive = (): Line[] => lines.filter((line) => line.overAt() === null)
  return {
    lines,
    alive,
    setCrowd(size) {
      crowd = size
      if (size > 0) return
      for (const line of alive()) {
        if (line.direction === 'out') live(hangUpSoon(line, randomOf(seed, `end ${line.name}`), lastSeconds), line.name)
      }
    },
    loseLines() {
      for (const line of alive()) {
        line.lose()
        live(hangUpSoon(line, randomOf(seed, `loss ${line.name}`), lossSeconds), line.name)
      }
    },
    onLine: (listener) => void listeners.push(listener),
    async close() {
      clearInterval(looking)
      stopListening()
      await phones.hangUpAll()
      await Promise.all(people)
    },
  }
}

async function hangUpSoon(line: Line, random: Random, withinSeconds: number): Promise<void> {
  await waitOn(line, random.between(0, withinSeconds))
  await line.hangUp()
}
