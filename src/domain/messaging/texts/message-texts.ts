import type { MessageKind } from '../message-kind.ts'

/** What is said in one language: a text for each kind, and words for the values of variables that are codes of ours. */
export type MessageTexts = {
  readonly texts: Readonly<Record<MessageKind, string>>
  /** By variable, then by value; a list of values (`arrive,complete`) is joined with `and`. Other values stand as they are. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly and: string
}
