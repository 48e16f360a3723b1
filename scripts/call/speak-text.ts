import { makeSpeech } from '../../src/adapters/speech/make-speech.ts'
import { planRendering } from '../../src/adapters/speech/plan-rendering.ts'
import type { SpeechTools } from '../../src/adapters/speech/speech-tools.ts'
import { readWav } from '../../src/adapters/speech/wav.ts'
import { CallRefused } from './call-refused.ts'

/** Words of a person of the demonstration as samples: in Mandarin where they have Chinese characters, else in English. */
export async function speakText(text: string, tools: SpeechTools): Promise<Int16Array> {
  const tongue = /\p{Script=Han}/u.test(text) ? 'mandarin' : 'english'
  const planned = planRendering({ tongue }, new Map(), 'said', text)
  if (!planned.ok || !('speech' in planned.rendering))
    throw new CallRefused(`"${text}" can't be spoken: ${planned.ok ? 'no words' : planned.reason}.`)
  const [made] = await makeSpeech([planned.rendering.speech], tools)
  if (!made?.ok) throw new CallRefused(`"${text}" can't be spoken: ${made?.reason ?? 'no sound'}.`)
  return readWav(made.wav)?.samples ?? new Int16Array(0)
}
