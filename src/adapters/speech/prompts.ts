import { join } from 'node:path'
import type { Language, PromptFault, Prompts, PromptText } from '../../application/ports/prompts.ts'
import type { Logger } from '../../logger.ts'
import { type LanguageCatalogue, loadCatalogue } from './catalogue.ts'
import { composeMedia, type Sounds } from './compose-media.ts'
import { fallbackSounds, type PlannedSound, planSounds, standingTexts } from './plan-sounds.ts'
import { type Progress, renderMissing } from './render-missing.ts'
import { copyWhole } from './sound-folder.ts'
import type { SpeechTools } from './speech-tools.ts'

export type PromptsOptions = {
  /** `<dataDir>/prompts`: rendered sounds in `<language>/`, the user's in `custom/<language>/`, his texts in `catalogue/`. */
  readonly folder: string
  /** The catalogue that comes with the program: `asterisk-config/prompts`. */
  readonly catalogueFolder: string
  readonly tools: SpeechTools
  readonly logger: Pick<Logger, 'warn' | 'error'>
}

export type SpeechPrompts = Prompts & {
  /** Languages that have a catalogue. */
  readonly languages: readonly Language[]
  /** {@link Prompts.prepare} for all that a language needs before there is a routing table. */
  prepareLanguage(language: Language, progress?: Progress): Promise<readonly PromptFault[]>
}

/** Where the dialplan finds what it says without the server: `<key>.wav`, names that never change. */
export const fallbackFolder = (folder: string, language: Language): string => join(folder, 'fallback', language)

/**
 * Prompts from a text catalogue, spoken by espeak-ng, brought to telephone quality by sox, kept as files whose names carry
 * a fingerprint of what they are made of. So a changed text is another file: calls in progress finish with the old one, and
 * nothing is rendered twice.
 * @throws {CatalogueError} when the catalogue has faults.
 */
export function createPrompts({ folder, catalogueFolder, tools, logger }: PromptsOptions): SpeechPrompts {
  const catalogue = loadCatalogue([catalogueFolder, join(folder, 'catalogue')])
  /** Replaced as a whole when a preparation has succeeded, so that a refused table changes nothing. */
  let sounds: ReadonlyMap<Language, Sounds> = new Map()
  let last: Promise<unknown> = Promise.resolve()

  /** One at a time: two preparations must not render the same file, nor undo each other's result. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  async function prepare(
    languages: Iterable<Language>,
    sentences: readonly PromptText[],
    progress: Progress = () => {},
  ) {
    const faults: PromptFault[] = [...contradictions(sentences)]
    const ready = new Map<Language, readonly PlannedSound[]>()
    for (const language of languages) {
      const known = catalogue.languages.get(language)
      if (!known) {
        faults.push({ language, key: '*', reason: `there is no catalogue of prompts for it (${language}.yaml)` })
        continue
      }
      const own = sentences.filter((sentence) => sentence.language === language)
      const texts = new Map([...standingTexts(known), ...own.map(({ key, text }) => [key, text] as const)])
      const plan = planSounds(folder, catalogue, language, texts)
      const unmade = await renderMissing(language, join(folder, language), plan.sounds, tools, progress)
      faults.push(...plan.faults, ...unmade)
      ready.set(language, plan.sounds)
      // Before there is a table recordings of its sentences would be taken for misspelt.
      for (const file of own.length > 0 ? plan.unusedRecordings : []) {
        logger.warn({ file }, 'No prompt has the name of this recording')
      }
    }
    if (faults.length > 0) return faults
    const next = new Map(sounds)
    for (const [language, planned] of ready) {
      copyFallback(folder, language, planned)
      next.set(language, addSounds(catalogue.languages.get(language) as LanguageCatalogue, next.get(language), planned))
    }
    sounds = next
    return []
  }

  return {
    languages: [...catalogue.languages.keys()],
    catalogue: (language) => catalogue.languages.get(language)?.texts ?? null,
    prepare: (sentences) => inTurn(() => prepare(new Set(sentences.map(({ language }) => language)), sentences)),
    prepareLanguage: (language, progress) => inTurn(() => prepare([language], [], progress)),
    media: (phrases, language) =>
      // A language that nobody prepared: better another one than silence.
      composeMedia(phrases, sounds.get(language) ?? sounds.values().next().value ?? null, (missing) =>
        logger.error({ language, missing }, 'A prompt is missing: it was left out of what is heard'),
      ),
  }
}

/** The same prompt with two texts: only one of them could be heard. */
function contradictions(sentences: readonly PromptText[]): readonly PromptFault[] {
  const seen = new Map<string, string>()
  return sentences.flatMap(({ language, key, text }) => {
    const id = `${language} ${key}`
    const isOther = seen.has(id) && seen.get(id) !== text
    seen.set(id, text)
    return isOther ? [{ language, key, reason: 'has two different texts' }] : []
  })
}

/** Texts of an older table stay known: calls that began with it go on. */
function addSounds(language: LanguageCatalogue, before: Sounds | undefined, planned: readonly PlannedSound[]): Sounds {
  const sounds = new Map(before?.sounds)
  for (const { key, file } of planned) sounds.set(key, `sound:${file.slice(0, -'.wav'.length)}`)
  return { tongue: language.tongue, sounds }
}

function copyFallback(folder: string, language: Language, planned: readonly PlannedSound[]): void {
  for (const { key, file } of planned) {
    if (fallbackSounds.includes(key)) copyWhole(file, join(fallbackFolder(folder, language), `${key}.wav`))
  }
}
