import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { SpeechTools } from '../../src/adapters/speech/speech-tools.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import type { PhoneCall, Phones } from '../carrier/phones.ts'
import type { CallOptions } from './call-options.ts'
import { CallRefused } from './call-refused.ts'
import { playCitizen, type SeenCall } from './citizen.ts'
import { ask, type HotlineApi, openHotlineApi } from './hotline-api.ts'
import type { HotlinePlace } from './hotline-place.ts'
import { LineRecorder } from './line-recorder.ts'
import { PromptEar, type PromptPrints, readPromptPrints } from './prompt-ear.ts'
import { promptTexts } from './prompt-texts.ts'
import { endOf, playResponders } from './responders.ts'
import { speakText } from './speak-text.ts'
import { createStory, type Story } from './story.ts'
import { tellCase } from './tell-case.ts'

/** The server looks for its carrier every 10 s; until it has seen it, it does not ring anybody. */
const trunkLimitMs = 25_000
const answerLimitMs = 15_000
/** Longest demonstration: nobody answers anywhere, and all is said to its end. */
const callLimitMs = 300_000

/** Places the call, plays everybody in it, and tells what happened. @throws {CallRefused} where it can't be placed or does not end. */
export async function demonstrate(demonstration: {
  readonly options: CallOptions
  readonly place: HotlinePlace
  readonly phones: Phones
  readonly speech: SpeechTools
  readonly access: { readonly token: string | null; readonly password: string }
  readonly promptsFolder: string
  readonly recordingsFolder: string
  readonly say: (line: string) => void
}): Promise<void> {
  const { options, place, phones, say } = demonstration
  const api = await openHotlineApi(place.url, demonstration.access)
  const table = await currentTable(api)
  const language = languageOf(table, options.number)
  const texts = promptTexts(table, language, demonstration.promptsFolder)
  const prints = readPromptPrints(join(demonstration.promptsFolder, language))
  const words = await speakText(options.say, demonstration.speech)
  await untilTrunkIsSeen(place, say)
  const before = new Set((await recentCalls(api)).map(({ id }) => id))

  const story = createStory(say)
  const who = options.caller ?? 'hidden caller'
  playResponders({
    phones,
    answer: options.answer,
    story,
    nameOf: (number) => nameOf(table, number, language),
    meet: (call, name) => listen(call, name, prints, texts, story),
  })
  story.tell(who, `dials ${options.number}`)
  const dialled = performance.now()
  const recorder = new LineRecorder()
  const call = await phones.call({ from: options.caller, to: options.number }, (placed) => {
    placed.onSound((samples, at) => recorder.take(samples, at))
    listen(placed, who, prints, texts, story)
    placed.onChange((state) => {
      if (state === 'up') story.tell(who, `is answered after ${Math.round(performance.now() - dialled)} ms`)
      if (state === 'over') story.tell(who, `is free again (${endOf(placed)})`)
    })
  })
  try {
    await untilAnswered(call, place)
    const { id: callId } = await findCall(api, before, options.caller)
    const played = playCitizen({ call, callId, api, story, keys: options.keys, words, said: options.say, who })
    if ((await Promise.race([played.then(() => 'over'), pause(callLimitMs, 'late', { ref: false })])) === 'late')
      throw new CallRefused(`The call did not end within ${callLimitMs / 60_000} minutes; it was hung up.`)
    await untilAllAreFree(phones)
    await tellEnd(api, callId, say)
  } finally {
    if (recorder.seconds > 0) {
      const file = join(demonstration.recordingsFolder, `${new Date().toISOString().replace(/[:.]/g, '-')}.wav`)
      recorder.save(file)
      say(`What the citizen heard (${recorder.seconds.toFixed(0)} s): ${file}`)
    }
  }
}

/** Tells which prompts a telephone hears. */
function listen(
  call: PhoneCall,
  who: string,
  prints: PromptPrints,
  texts: ReadonlyMap<string, string>,
  story: Story,
): void {
  const ear = new PromptEar(prints)
  call.onSound((samples) => {
    for (const key of ear.feed(samples)) story.hears(who, key, texts.get(key) ?? key)
  })
}

async function currentTable(api: HotlineApi): Promise<RoutingTable> {
  const { items } = await api.get<{ items: readonly { number: number }[] }>('/routing/versions')
  return (await api.get<{ table: RoutingTable }>(`/routing/versions/${items[0]?.number}`)).table
}

/** The language a caller of that number is spoken to in. */
function languageOf(table: RoutingTable, number: string): string {
  const did = table.numbers.find((each) => each.number === number)
  const line = table.lines.find(({ id }) => id === did?.line) ?? table.lines[0]
  return did?.language ?? line?.language ?? table.languages[0] ?? 'zh-CN'
}

/** Number and name of whose telephone it is. */
function nameOf({ units, centre, emergencies }: RoutingTable, number: string, language: string): string {
  const people = [...units.flatMap(({ responders, head }) => [...responders, head]), ...centre.dutyOfficers]
  const found =
    people.find((person) => person?.phones.some((phone) => phone.number === number)) ??
    emergencies.find((emergency) => emergency.number === number)
  return found ? `${number} ${found.name[language] ?? ''}`.trim() : number
}

async function untilTrunkIsSeen({ url }: HotlinePlace, say: (line: string) => void): Promise<void> {
  const end = performance.now() + trunkLimitMs
  let isTold = false
  for (;;) {
    const { checks = [] } = (await (await ask(`${url}/readyz`, {})).json()) as {
      checks?: readonly { name: string; ok: boolean; reason: string | null }[]
    }
    const faults = checks.filter(({ ok }) => !ok).map(({ name, reason }) => `${name} ${reason}`)
    if (faults.length === 0 && checks.length > 0) return
    if (performance.now() > end) throw new CallRefused(`The server is not ready: ${faults.join(', ')}.`)
    if (!isTold) say('Waiting until the server has seen the carrier (it looks every 10 s) ...')
    isTold = true
    await pause(250)
  }
}

const recentCalls = async (api: HotlineApi): Promise<readonly SeenCall[]> =>
  (await api.get<{ items: readonly SeenCall[] }>('/calls?limit=50')).items

async function findCall(api: HotlineApi, before: ReadonlySet<string>, caller: string | null): Promise<SeenCall> {
  for (let tries = 0; tries < 50; tries += 1) {
    const found = (await recentCalls(api)).find(
      (call) => !before.has(call.id) && call.kind === 'citizen' && call.caller === caller,
    )
    if (found) return found
    await pause(100)
  }
  throw new CallRefused(
    'The call was answered, but not by the server: the API has no such call (the fall-back took it).',
  )
}

async function untilAnswered(call: PhoneCall, { sip }: HotlinePlace): Promise<void> {
  const end = performance.now() + answerLimitMs
  while (call.state() !== 'up') {
    if (call.state() === 'over' || performance.now() > end) {
      const why =
        call.state() === 'over' ? `it was refused (cause ${call.cause()})` : `no answer in ${answerLimitMs / 1000} s`
      throw new CallRefused(
        `The hotline at ${sip.host}:${sip.port} did not take the call: ${why}. Is this carrier's address in HOTLINE_CARRIER_MATCH?`,
      )
    }
    await pause(10)
  }
}

/** Calls that go on without the citizen: a responder who hears the number to call back, a word to the duty officer. */
async function untilAllAreFree(phones: Phones): Promise<void> {
  const end = performance.now() + callLimitMs
  for (let quietSince = performance.now(); performance.now() - quietSince < 1500; await pause(50)) {
    if (phones.calls().length > 0) quietSince = performance.now()
    if (performance.now() > end)
      throw new CallRefused(`Telephones still ring after ${callLimitMs / 60_000} minutes; they were hung up.`)
  }
}

async function tellEnd(api: HotlineApi, callId: string, say: (line: string) => void): Promise<void> {
  const { result, reason, caseNumber } = await api.get<SeenCall>(`/calls/${callId}`)
  say('')
  say(`The call: ${result ?? 'not over'}${reason ? ` (${reason})` : ''}`)
  if (caseNumber === null) return say('No case was opened.')
  for (const line of tellCase(await api.get(`/cases/${caseNumber}`))) say(line)
}
