import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loadCatalogue } from '../../../src/adapters/speech/catalogue.ts'
import { planSounds, standingTexts } from '../../../src/adapters/speech/plan-sounds.ts'
import { encodeTone } from '../../../src/adapters/speech/tone-code.ts'
import { sampleRate, toWav } from '../../../src/adapters/speech/wav.ts'
import { tablePromptTexts } from '../../../src/application/routing/table-prompt-texts.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { benchLanguage } from './bench-table.ts'

/** How long the sounds of the bench last. Short, so that what is measured is calls and not listening. */
const secondsOf = { greeting: 1.2, comfort: 12, other: 0.1 }

/** The greeting that the bare dialplan plays, beside the server's prompts; without `.wav`. */
export const dialplanGreeting = (promptsFolder: string): string => join(promptsFolder, 'greeting')

/**
 * Puts every sound that the table needs where the server looks for it, under the name it expects: three sounds, and
 * thousands of links to them, because rendering a sound for each unit would take minutes and tell nothing.
 */
export function layOutSounds(promptsFolder: string, catalogueFolder: string, table: RoutingTable): void {
  mkdirSync(promptsFolder, { recursive: true })
  const source = {
    greeting: `${dialplanGreeting(promptsFolder)}.wav`,
    comfort: join(promptsFolder, 'comfort.wav'),
    other: join(promptsFolder, 'other.wav'),
  }
  for (const kind of ['greeting', 'comfort', 'other'] as const) writeFileSync(source[kind], tone(secondsOf[kind]))

  const catalogue = loadCatalogue([catalogueFolder])
  const language = catalogue.languages.get(benchLanguage)
  if (language === undefined) throw new Error(`The catalogue has no language ${benchLanguage}`)
  const { sentences } = tablePromptTexts(table, () => language.texts)
  const texts = new Map([...standingTexts(language), ...sentences.map(({ key, text }) => [key, text] as const)])
  for (const { key, file } of planSounds(promptsFolder, catalogue, benchLanguage, texts).sounds) {
    mkdirSync(dirname(file), { recursive: true })
    linkSync(key.startsWith('greeting.') ? source.greeting : key === 'comfort' ? source.comfort : source.other, file)
  }
}

function tone(seconds: number): Buffer {
  const code = encodeTone('bench')
  return toWav(
    Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, at) => code[at % code.length] as number),
  )
}
