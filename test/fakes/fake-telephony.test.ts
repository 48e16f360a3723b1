import { afterAll } from 'vitest'
import { type ContractPhone, telephonyContract } from '../contracts/telephony.ts'
import { createFakeClock, settle } from './fake-clock.ts'
import type { Party } from './fake-line.ts'
import { createFakeTelephony, type FakeLine } from './fake-telephony.ts'

/** The fake keeps what every Telephony promises; its clock runs here by itself, about as fast as it can. */
telephonyContract(async () => {
  const clock = createFakeClock(Date.parse('2026-11-23T10:00:00+08:00'))
  const waiting = new Set<{ readonly number: string; readonly found: (phone: ContractPhone) => void }>()
  const rung = new Map<string, ContractPhone>()
  let running = true
  const runs = (async () => {
    while (running) {
      await clock.step(clock.now() + 20)
      await settle()
    }
  })()
  const telephony = createFakeTelephony({
    clock,
    alarms: clock.alarmsOf('network'),
    ring(number, _callerId, line) {
      const { party, phone } = contractPhone(line)
      rung.set(number, phone)
      for (const one of waiting) if (one.number === number) one.found(phone)
      return party
    },
  })
  const pause = (seconds: number) =>
    new Promise<void>((done) => void clock.alarmsOf('test').set(clock.now() + seconds * 1000, done))

  function contractPhone(line: FakeLine): { readonly party: Party; readonly phone: ContractPhone } {
    let free: () => void = () => {}
    const untilFree = new Promise<void>((resolve) => {
      free = resolve
    })
    return {
      party: { heard() {}, answered() {}, ended: () => free() },
      phone: {
        ring: async () => line.ring(),
        answer: async () => line.answer(),
        reject: async (reason) => line.reject(reason),
        press: async (key) => line.press(key),
        async speak(seconds) {
          line.speak('voice', seconds)
          await pause(seconds)
        },
        hangUp: async () => line.hangUp(),
        untilFree: () => untilFree,
      },
    }
  }

  afterAll(() => runs)
  await telephony.connect()
  return {
    telephony,
    async call(dialled, caller) {
      let party: Party | null = null
      const line = telephony.call(dialled, caller, {
        heard: (sound) => party?.heard(sound),
        answered: () => party?.answered(),
        ended: (by) => party?.ended(by),
      })
      const made = contractPhone(line)
      party = made.party
      return made.phone
    },
    rung: async (number) =>
      rung.get(number) ?? new Promise<ContractPhone>((found) => void waiting.add({ number, found })),
    sounds: { short: 'short', long: 'long.10', missing: 'missing' },
    async reconnect(meanwhile) {
      telephony.cut()
      await meanwhile()
      await telephony.connect()
    },
    async close() {
      running = false
    },
  }
})
