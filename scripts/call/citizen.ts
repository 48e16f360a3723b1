import { setTimeout as pause } from 'node:timers/promises'
import type { PhoneCall } from '../carrier/phones.ts'
import type { HotlineApi } from './hotline-api.ts'
import type { Story } from './story.ts'

/** A call as the API tells it; only what is looked at here. */
export type SeenCall = {
  readonly id: string
  readonly kind: string
  readonly caller: string | null
  readonly caseNumber: string | null
  readonly result: string | null
  readonly reason: string | null
  readonly log: readonly { readonly event: string; readonly from: string; readonly to: string }[]
}

/** What a person needs before he presses the first key, and each further one, in ms. */
const firstKeyMs = 4000
const nextKeyMs = 2500
/** How long the two talk in the demonstration. */
const talkMs = 5000
const pollMs = 200

/** The citizen's part: follows by the API where his call stands and does what a person would do there, until it is over. */
export async function playCitizen(options: {
  readonly call: PhoneCall
  readonly callId: string
  readonly api: HotlineApi
  readonly story: Story
  readonly keys: string
  readonly words: Int16Array
  readonly said: string
  readonly who: string
}): Promise<void> {
  const { call, callId, api, story, keys, words, who } = options
  let seen = 0
  let position = ''
  let entered = performance.now()
  let pressed = 0
  let hasSpoken = false
  let isRecording = false
  while (call.state() === 'up') {
    const { log } = await api.get<SeenCall>(`/calls/${callId}`)
    for (const { event, to } of log.slice(seen)) {
      if (to !== position) {
        story.tell('hotline', positionWords(to))
        entered = performance.now()
      }
      if (position === 'statement' && to === 'statement' && event === 'PromptFinished') isRecording = true
      position = to
    }
    seen = log.length
    const waited = performance.now() - entered
    const key = keys[pressed]
    if (/^(menu|question)/.test(position) && key !== undefined && waited > (pressed === 0 ? firstKeyMs : nextKeyMs)) {
      pressed += 1
      entered = performance.now()
      story.tell(who, `presses ${key}`)
      await call.press(key)
    } else if (position === 'statement' && isRecording && !hasSpoken) {
      hasSpoken = true
      await pause(500)
      story.tell(who, `says: ${options.said}`)
      await call.say(words)
      story.tell(who, 'presses #')
      await call.press('#')
    } else if (position === 'talking' && waited > talkMs) {
      story.tell(who, 'hangs up')
      await call.hangUp()
    }
    await pause(pollMs)
  }
}

/** Where a call stands, in words. */
function positionWords(position: string): string {
  const [name = '', ...rest] = position.split(' ')
  const known: Readonly<Record<string, string>> = {
    greeting: 'greets him',
    menu: rest.length > 0 ? `reads the second level of key ${rest[0]}` : 'reads the menu',
    question: 'asks what kind it is',
    statement: 'opens the case and asks for a statement',
    hunting: rest[0] === 'officer' ? 'rings the duty officer' : `rings the responders (step ${rest[1]})`,
    emergency: `rings ${rest[0]}`,
    emergencyChoice: 'offers to wait or to leave a statement',
    joining: 'tells both sides that they are being connected',
    talking: 'has connected both; the conversation is recorded',
    askingNumber: 'asks for a number to call back',
    closing: 'says the last words',
    ending: 'ends the call',
    ended: 'has ended the call',
  }
  return known[name] ?? `is at: ${position}`
}
