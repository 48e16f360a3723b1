import type { Prompts } from '../../src/application/ports/prompts.ts'
import { type Phrase, promptKey } from '../../src/domain/call/phrase.ts'

/** Sounds are the keys themselves, so that what is heard on a fake line is what was said. */
export type FakePrompts = Prompts & {
  /** From now on nothing can be played any more, or everything again. */
  breakDown(broken: boolean): void
}

export function createFakePrompts(): FakePrompts {
  let broken = false
  return {
    catalogue: () => ({}),
    prepare: async () => [],
    media: (phrases, language) => {
      if (broken) return ['missing.prompt']
      // As in tone codes, the second language sounds other than the first.
      return phrases.flatMap(keysOf).map((key) => (language === 'x-tone-2' ? `${language}:${key}` : key))
    },
    breakDown: (broken_) => {
      broken = broken_
    },
  }
}

function keysOf(phrase: Phrase): readonly string[] {
  if ('say' in phrase) return [promptKey(phrase)]
  if ('recording' in phrase) return [`recording:${phrase.recording}`]
  if ('digits' in phrase) return [...phrase.digits].map((digit) => `digit.${digit}`)
  return 'number' in phrase ? [`number.${phrase.number}`] : [`clock.${phrase.clock}`]
}
