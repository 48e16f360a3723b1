import { dirname, join } from 'node:path'
import type { Language, PromptFault, Prompts, PromptText } from '../../application/ports/prompts.ts'
import type { Logger } from '../../logger.ts'
import { loadCatalogue } from './catalogue.ts'
import { composeMedia, type Sounds } from './compose-media.ts'
import { fallbackSounds, type PlannedSound, planSounds, standingTexts } from './plan-sounds.ts'
import { copyWhole, soundsIn, writeWhole } from './sound-folder.ts'
import { type SpeechTools, speechToolsFault } from './speech-tools.ts'

export type PromptsOptions = {
  /** `<dataDir>/prompts`: rendered sounds in `<language>/`, the user's in `custom/<language>/`, his texts in `catalogue/`. */
  readonly folder: string
  /** The catalogue that comes with the program: `asterisk-config/prompts`. */
  readonly catalogueFolder: string
  readonly tools: SpeechTools
  readonly logger: Logger
}

/** Told after each sound how many of those that were missing exist now. */
export type Progress = (done: number, missing: number) => void

export type SpeechPrompts = Prompts & {
  /** Languages that have a catalogue. */
  readonly languages: readonly Language[]
  /** {@link Prompts.prepare} for all that these languages need before there is a routing table. */
  prepareLanguages(languages: readonly Language[], progress?: Progress): Promise<readonly PromptFault[]>
}

/** Where the dialplan finds what it says without the server: `<key>.wav`, names that never change. */
export const fallbackFolder = (folder: string, language: Language): string => join(folder, 'fallback', language)

/** Sounds rendered at a time: the machine has other work too. */
const parallel = 2

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
  let isUsable = false

  async function prepareTexts(wanted: ReadonlyMap<Language, ReadonlyMap<string, string | null>>, progress?: Progress) {
    const faults: PromptFault[] = []
    const planned = new Map<Language, readonly PlannedSound[]>()
    for (const [language, texts] of wanted) {
      const plan = planSounds(folder, catalogue, language, texts)
      planned.set(language, plan.sounds)
      faults.push(...plan.faults)
      for (const file of plan.unusedRecordings) logger.warn({ file }, 'No prompt has the name of this recording')
    }
    const missing = [...planned].flatMap(([language, all]) => {
      const there = soundsIn(join(folder, language))
      return all
        .filter(({ file }) => !there.has(file.slice(dirname(file).length + 1, -'.wav'.length)))
        .map((sound) => ({ ...sound, language }))
    })
    if (!isUsable && missing.some(({ rendering }) => rendering.needsTools)) {
      const fault = await speechToolsFault(tools)
      if (fault) return [{ language: '*', key: '*', reason: fault }]
      isUsable = true
    }
    let done = 0
    const queue = missing.values()
    const work = async () => {
      for (const { language, key, file, rendering } of queue) {
        const made = await rendering.make(tools)
        if (made.ok) writeWhole(file, made.wav)
        else faults.push({ language, key, reason: made.reason })
        done += 1
        progress?.(done, missing.length)
      }
    }
    await Promise.all(Array.from({ length: parallel }, work))
    if (faults.length > 0) return faults

    const next = new Map(sounds)
    for (const [language, all] of planned) {
      // Texts of an older table stay known: calls that began with it go on.
      const known = new Map(next.get(language)?.sounds)
      for (const { key, file } of all) known.set(key, `sound:${file.slice(0, -'.wav'.length)}`)
      next.set(language, { tongue: catalogue.languages.get(language)?.tongue ?? 'english', sounds: known })
      for (const { key, file } of all) {
        if (fallbackSounds.includes(key)) copyWhole(file, join(fallbackFolder(folder, language), `${key}.wav`))
      }
    }
    sounds = next
    return []
  }

  /** One at a time: two preparations must not render the same file, nor undo each other's result. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }

  /** Standing texts of the languages, with the sentences over them; faults for what is contradictory or unknown. */
  function collect(languages: readonly Language[], sentences: readonly PromptText[]) {
    const wanted = new Map<Language, Map<string, string | null>>()
    const faults: PromptFault[] = []
    for (const language of new Set(languages)) {
      const known = catalogue.languages.get(language)
      if (known) wanted.set(language, new Map(standingTexts(known)))
      else
        faults.push({
          language,
          key: '*',
          reason: `there is no catalogue of prompts for ${language} (${language}.yaml)`,
        })
    }
    const seen = new Map<string, string>()
    for (const { language, key, text } of sentences) {
      const before = seen.get(`${language} ${key}`)
      if (before !== undefined && before !== text) faults.push({ language, key, reason: 'has two different texts' })
      seen.set(`${language} ${key}`, text)
      wanted.get(language)?.set(key, text)
    }
    return { wanted, faults }
  }

  const prepare = (languages: readonly Language[], sentences: readonly PromptText[], progress?: Progress) =>
    inTurn(async () => {
      const { wanted, faults } = collect(languages, sentences)
      return faults.length > 0 ? faults : prepareTexts(wanted, progress)
    })

  return {
    languages: [...catalogue.languages.keys()],
    catalogue: (language) => catalogue.languages.get(language)?.texts ?? null,
    prepare: (sentences) =>
      prepare(
        sentences.map(({ language }) => language),
        sentences,
      ),
    prepareLanguages: (languages, progress) => prepare(languages, [], progress),
    media: (phrases, language) =>
      composeMedia(phrases, sounds.get(language) ?? sounds.values().next().value ?? null, (missing) =>
        logger.error({ language, missing }, 'A prompt is missing: it was left out of what a caller hears'),
      ),
  }
}
