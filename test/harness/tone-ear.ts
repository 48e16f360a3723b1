import { loadCatalogue } from '../../src/adapters/speech/catalogue.ts'
import { standingTexts } from '../../src/adapters/speech/plan-sounds.ts'
import { toneSymbols } from '../../src/adapters/speech/tone-code.ts'
import { tablePromptTexts } from '../../src/application/routing/table-prompt-texts.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { secondToneLanguage, toneLanguage } from './in-tones.ts'
import { ToneDecoder } from './tone-decoder.ts'

/** A code that was heard, and when its last tone was over (`performance.now()`). */
export type Heard = { readonly key: string; readonly at: number }

/** Everything that can be said on the lines of a test: the table's prompts, and what phones said themselves. */
export class ToneBook {
  private readonly prompts: readonly string[]
  private readonly voices = new Map<string, string>()

  /** @param table in tones. */
  constructor(table: RoutingTable, catalogueFolder: string) {
    const language = loadCatalogue([catalogueFolder]).languages.get(toneLanguage)
    if (!language) throw new Error('there is no catalogue of tones')
    const { sentences } = tablePromptTexts(table, () => language.texts)
    const keys = [...new Set([...standingTexts(language).keys(), ...sentences.map(({ key }) => key)])]
    const second = table.languages.includes(secondToneLanguage) ? keys.map((key) => `${secondToneLanguage}:${key}`) : []
    this.prompts = [...keys, ...second]
  }

  /** A phone is going to say this: from now on it is recognised. */
  add(key: string): void {
    const symbols = toneSymbols(key).slice(0, -1)
    this.voices.set(`?${symbols.map((symbol) => symbol.toString(16)).join('')}`, key)
  }

  /** One ear: turns the sound of one line into the keys that were heard, in order. */
  ear(): { readonly heard: readonly Heard[]; listen(samples: Int16Array, at: number): void } {
    const decoder = new ToneDecoder(this.prompts)
    const heard: Heard[] = []
    return {
      heard,
      listen: (samples, at) => {
        for (const key of decoder.feed(samples)) heard.push({ key: this.voices.get(key) ?? key, at })
      },
    }
  }
}
