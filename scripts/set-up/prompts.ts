import type { SpeechPrompts } from '../../src/adapters/speech/prompts.ts'
import type { Language, PromptFault } from '../../src/application/ports/prompts.ts'

/** Languages whose prompts are made at set-up; others are made when a published table asks for them. */
const firstLanguages: readonly Language[] = ['zh-CN', 'en']

/**
 * Renders everything the hotline says apart from the routing table's own names, with a line of progress at every half:
 * some hundred short sounds a language, a few seconds the first time, nothing the next.
 * @returns what could not be made; the start must be given up then.
 */
export async function renderCataloguePrompts(
  prompts: Pick<SpeechPrompts, 'prepareLanguage'>,
  say: (line: string) => void,
  languages: readonly Language[] = firstLanguages,
): Promise<readonly PromptFault[]> {
  const faults: PromptFault[] = []
  for (const language of languages) {
    let made = 0
    let half = 0
    const found = await prompts.prepareLanguage(language, (done, missing) => {
      made = missing
      const reached = Math.floor((2 * done) / missing)
      if (reached > half) say(`Prompts ${language}: ${done} of ${missing} spoken`)
      half = reached
    })
    if (found.length === 0 && made === 0) say(`Prompts ${language}: all there`)
    faults.push(...found)
  }
  return faults
}
