import { type Line, waitOn } from './line.ts'
import type { Random } from './random.ts'
import { breakSilence, isSomebody, talkOn } from './talk.ts'

/** What somebody whose telephone rings is going to do, drawn as it rings. */
export type ResponderPlan = {
  readonly does: 'answers' | 'rejects' | 'ignores'
  readonly after: number
  /** The key pressed once the keys were named; null: none. */
  readonly key: '1' | '2' | null
  readonly thinks: number
  /** Seconds after the answer at which he hangs up, whatever is going on. */
  readonly patience: number
  /** Seconds he talks; then he hangs up. */
  readonly talks: number
}

const longestSeconds = 35
/** What is said last before a key is waited for, by the server and by the fall-back. */
const asksForKey: ReadonlySet<string> = new Set(['acceptKeys', 'noteKeys', 'fallbackKeys'])

export function planResponder(random: Random): ResponderPlan {
  const fate = random.next()
  return {
    does: fate < 0.72 ? 'answers' : fate < 0.86 ? 'rejects' : 'ignores',
    after: random.between(0.1, 2.5),
    key: random.chance(0.7) ? '1' : random.chance(0.6) ? '2' : null,
    thinks: random.between(0.1, 1.5),
    patience: random.chance(0.15) ? random.between(0.2, 6) : longestSeconds,
    talks: random.chance(0.5) ? random.between(1, 8) : longestSeconds,
  }
}

/** Whoever is rung at the end of a run takes what comes, so that every call comes to its end. */
export const helpfulResponder: ResponderPlan = {
  does: 'answers',
  after: 0.1,
  key: '1',
  thinks: 0.1,
  patience: 8,
  talks: 1,
}

/** Lives through one call that rings, to its end. */
export async function beResponder(line: Line, plan: ResponderPlan): Promise<void> {
  if (!(await waitOn(line, plan.after))) return
  if (plan.does === 'rejects') return void (await line.call.reject('busy').catch(() => {}))
  if (plan.does === 'ignores') return line.over
  const answered = await line.call.answer().then(
    () => true,
    () => false,
  )
  // The caller gave up in the very moment of the answer.
  if (!answered) return
  let pressing = false
  let talking = false
  line.onHeard((key) => {
    if (asksForKey.has(key) && plan.key !== null && !pressing && !talking) {
      pressing = true
      void waitOn(line, plan.thinks)
        .then(() => line.press(plan.key as string))
        .finally(() => {
          pressing = false
        })
    }
    // 110 presses nothing: it hears whom it gets, and talks.
    if (talking || !(key === 'connectingCaller' || key === 'handover' || isSomebody(key, line))) return
    talking = true
    void talkOn(line)
    void waitOn(line, plan.talks).then(() => line.hangUp())
  })
  void breakSilence(line, () => talking)
  await waitOn(line, plan.patience)
  await line.hangUp()
}
