import type { TextCatalogue } from '../../../text-catalogue.ts'
import type { english } from './english.ts'

/** What the proof has sentences for. */
export type FindingText = keyof typeof english.texts
/** Pieces that sentences are made of. */
export type PartText = keyof typeof english.parts

/** The proof's sentences, what would put it right, and their pieces, in one language. */
export type ProofTexts = TextCatalogue<FindingText> & {
  readonly fixes: Readonly<Record<FindingText, string>>
  readonly parts: Readonly<Record<PartText, string>>
}
