import type { SpeechTools } from '../../src/adapters/speech/speech-tools.ts'

/** The voice and the sound tool that the tests use: those on the PATH, or `SPEECH_TOOLS` (JSON) where set-up has others. */
export const speechTools: SpeechTools = process.env.SPEECH_TOOLS
  ? JSON.parse(process.env.SPEECH_TOOLS)
  : { espeakNg: ['espeak-ng'], sox: ['sox'] }
