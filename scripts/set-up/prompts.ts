import type { SpeechPrompts } from '../../src/adapters/speech/prompts.ts'
import type { Language, PromptFault } from '../../src/application/ports/prompts.ts'

/** Languages whose prompts are made at set-up; others are made when a published table asks for them. */
const firstLanguages: readonly Language[] = ['zh-CN', 'en']

/**
 * Renders everything the hotline says apart from the routing table's own names, with a line of progress about every
 * quarter: some hundred short sounds, a few seconds the first time, nothing the next.
 * @returns what could not be made; the start must be given up then.
 */
export async function renderCataloguePrompts(
  prompts: Pick<SpeechPrompts, 'prepareLanguages'>,
  say: (line: string) => void,
  languages: readonly Language[] = firstLanguages,
): Promise<readonly PromptFault[]> {
  let missing = 0
  let quarter = 0
  const faults = await prompts.prepareLanguages(languages, (done, all) => {
    missing = all
    const reached = Math.floor((4 * done) / all)
    if (reached > quarter) say(`Prompts (${languages.join(', ')}): ${done} of ${all} spoken`)
    quarter = reached
  })
  if (faults.length === 0 && missing === 0) say(`Prompts (${languages.join(', ')}): all there`)
  return faults
}
