import { dialled } from './kills-table.ts'
import { type Line, waitOn } from './line.ts'
import type { Random } from './random.ts'
import { breakSilence, isSomebody, talkOn } from './talk.ts'

/** What one citizen is going to do, drawn before he dials. */
export type CitizenPlan = {
  readonly number: string | null
  readonly dials: string
  /** Key for the menu, pressed whenever the menu is heard (as often as people try); null: waits for a person. */
  readonly key: string | null
  /** Key for the second level, where the first opens one. */
  readonly second: string
  /** Pressed once before the key, by mistake or to hear the menu again. */
  readonly slip: string | null
  /** Seconds from the words that ask for a key to the key. */
  readonly thinks: number
  /** Seconds he speaks at the tone; 0: says nothing. */
  readonly speaks: number
  readonly endsStatement: boolean
  /** Gives another number to be called back on while he waits. */
  readonly givesNumber: boolean
  readonly emergencyChoice: string | null
  /** Seconds after the answer at which he hangs up, whatever is going on. */
  readonly patience: number
  /** Seconds he talks to whoever takes his case; then he hangs up. */
  readonly talks: number
}

/** Longest that a call to us is kept up, in seconds: whoever has talked or waited so long hangs up. */
export const longestCallSeconds = 40
const unansweredSeconds = 12

/** @param index of the citizen within the run: each has a number of his own. */
export function planCitizen(random: Random, index: number): CitizenPlan {
  const [key = null, second = '1'] = random.pick(menuKeys)
  return {
    number: random.chance(0.04) ? null : `139${String(10_000_000 + index)}`,
    dials: random.chance(0.12) ? dialled.closed : random.chance(0.12) ? dialled.straight : dialled.menu,
    key,
    second,
    slip: random.chance(0.15) ? random.pick(['B', '*']) : null,
    thinks: random.between(0.1, 1.5),
    speaks: random.chance(0.75) ? random.between(0.5, 3) : 0,
    endsStatement: random.chance(0.6),
    givesNumber: random.chance(0.12),
    emergencyChoice: random.pick(['1', '2', '2', null]),
    patience: random.chance(0.4) ? random.between(0.2, 15) : longestCallSeconds,
    talks: random.chance(0.6) ? random.between(1, 8) : longestCallSeconds,
  }
}

/** Weighted by repetition; none: waits for a person. */
const menuKeys: readonly (readonly string[])[] = [
  ['1'],
  ['1'],
  ['2'],
  ['2'],
  ['3'],
  ['4'],
  ['5'],
  ['6', '1'],
  ['7'],
  ['8', '5'],
  ['0'],
  ['9'],
  [],
]
const secondLevel = /^menuChoice\.(transport|construction|planning|land|work-safety|farming|sea|labour|order)$/
const mostPresses = 5

/** Lives through one call that was dialled, to its end. */
export async function beCitizen(line: Line, plan: CitizenPlan): Promise<void> {
  let pressed = 0
  let busy = false
  /** One thing at a time: what is heard while thinking or speaking is let be, as people do. */
  const act = (work: () => Promise<unknown>): void => {
    if (busy) return
    busy = true
    void work().finally(() => {
      busy = false
    })
  }
  const pressLater = (keys: string) =>
    act(async () => {
      if (await waitOn(line, plan.thinks)) await line.press(keys)
    })

  line.onHeard((key) => {
    if (busy) return
    if (isSomebody(key, line)) return act(() => converse(line, plan.talks))
    if (key === 'beep') return act(() => leaveWords(line, plan))
    if (key.startsWith('menuChoice.')) {
      const chosen = secondLevel.test(key) ? plan.second : pressed === 0 && plan.slip !== null ? plan.slip : plan.key
      if (chosen === null || pressed >= mostPresses) return
      pressed += 1
      return pressLater(chosen)
    }
    if (key.startsWith('answerChoice.')) return pressLater(plan.thinks > 1 ? '2' : '1')
    if (key === 'emergencyChoice' && plan.emergencyChoice !== null) return pressLater(plan.emergencyChoice)
    if (key === 'callBackHint' && plan.givesNumber) return pressLater('1')
    if (key === 'callBackAsk' || key === 'callBackAskHidden') return pressLater('13912345678#')
  })
  if (!(await waitAnswer(line))) return line.hangUp()
  void breakSilence(line, () => busy)
  await waitOn(line, plan.patience)
  await line.hangUp()
}

async function leaveWords(line: Line, plan: CitizenPlan): Promise<void> {
  const end = performance.now() + plan.speaks * 1000
  while (performance.now() < end && line.overAt() === null) await line.say(`said.${line.name}`)
  if (plan.endsStatement) await line.press('#')
}

async function converse(line: Line, seconds: number): Promise<void> {
  void talkOn(line)
  if (await waitOn(line, seconds)) await line.hangUp()
}

async function waitAnswer(line: Line): Promise<boolean> {
  const end = performance.now() + unansweredSeconds * 1000
  while (line.upAt() === null && line.overAt() === null && performance.now() < end) await waitOn(line, 0.05)
  return line.upAt() !== null
}
