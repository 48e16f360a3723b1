import { expect, test } from 'vitest'
import { runCommand } from '../../../src/application/call/run-command.ts'
import type { Telephony } from '../../../src/application/ports/telephony.ts'

const wav = new Uint8Array(44 + 32_000)
new TextEncoder().encodeInto('RIFF....WAVE', wav)

/** Plays words in which the caller's recording stands; its file is as given. */
async function playing(file: Uint8Array | null, connected = true) {
  const played: string[] = []
  const telephony = {
    status: () => ({ connected, reason: null }),
    readRecording: async () => file,
    play: async () => {
      played.push('play')
      return { ok: true } as const
    },
  } as unknown as Telephony
  const prompts = { media: () => ['sound:x'] } as unknown as Parameters<typeof runCommand>[0]['prompts']
  const event = await runCommand({ telephony, prompts }, 'c1', {
    do: 'play',
    leg: 'l1',
    playback: 'p1',
    phrases: [{ say: 'statementIs' }, { recording: 'c1_3' }, { say: 'acceptKeys' }],
    language: 'zh-CN',
  })
  return { event, played }
}

test.each([
  [wav, null],
  [null, 'its file is not there'],
  [new Uint8Array(), 'its file is empty'],
  [wav.slice(0, 44), 'its file ends after its header'],
  [wav.slice(20), 'its file is no WAV file'],
])('the words are played, and a damaged recording among them is told', async (file, reason) => {
  const { event, played } = await playing(file)
  expect(played).toEqual(['play'])
  expect(event).toEqual(reason === null ? null : { type: 'RecordingDamaged', recording: 'c1_3', reason })
})

test('a file that can not be asked for while the network is away is not called damaged', async () => {
  expect((await playing(null, false)).event).toBeNull()
})
