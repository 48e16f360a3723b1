import type { Phrase } from '../../domain/call/phrase.ts'

/** BCP 47 tag as the routing table writes it: `zh-CN`, `en`, a dialect, or `x-tone` and `x-tone-2` (tone codes, for tests). */
export type Language = string

/** One sentence to be kept as sound: `menuChoice.water` in `zh-CN`. */
export type PromptText = { readonly language: Language; readonly key: string; readonly text: string }

/** Why a prompt can't be spoken. */
export type PromptFault = { readonly language: Language; readonly key: string; readonly reason: string }

/** Sound for everything that is said. Real: `adapters/speech`; fake: `test/fakes`. */
export interface Prompts {
  /** The sentence templates of a language (key -> text with `{name}`/`{key}`), null where the language is unknown. */
  catalogue(language: Language): Readonly<Record<string, string>> | null
  /**
   * Makes sure that every one of these sentences, and every fixed prompt, digit and number of their languages, exists as
   * sound; renders what is missing. Returns what could not be made; the caller refuses to start or to publish then.
   */
  prepare(sentences: readonly PromptText[]): Promise<readonly PromptFault[]>
  /** The sounds, in order, for Asterisk to play: `sound:/abs/path/without/extension` or `recording:name`. */
  media(phrases: readonly Phrase[], language: Language): readonly string[]
}
