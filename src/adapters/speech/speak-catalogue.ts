import type { Language, PromptFault } from '../../application/ports/prompts.ts'
import type { SpeechPrompts } from './prompts.ts'

/** Languages of the demonstration table, spoken at the first start. */
const firstLanguages: readonly Language[] = ['zh-CN', 'en']

/**
 * Renders everything the hotline says apart from the routing table's own names, with a line of progress at the first
 * sound and at every half: some hundred short sounds a language, up to a minute the first time, nothing the next.
 * @returns what could not be made; the start must be given up then.
 */
export async function speakCatalogue(
  prompts: Pick<SpeechPrompts, 'prepareLanguage'>,
  say: (line: string) => void,
  languages: readonly Language[] = firstLanguages,
): Promise<readonly PromptFault[]> {
  const faults: PromptFault[] = []
  for (const language of languages) {
    let made = 0
    let half = 0
    const found = await prompts.prepareLanguage(language, (done, missing) => {
      const isFirst = made === 0
      made = missing
      const reached = Math.floor((2 * done) / missing)
      if (isFirst || reached > half) say(`Prompts ${language}: ${done} of ${missing} spoken`)
      half = reached
    })
    if (found.length === 0 && made === 0) say(`Prompts ${language}: all there`)
    faults.push(...found)
  }
  return faults
}
