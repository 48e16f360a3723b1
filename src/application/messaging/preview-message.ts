import { kindRules, type MessageKind, messageKinds } from '../../domain/messaging/message-kind.ts'
import { countParts, messageLanguages, renderMessage } from '../../domain/messaging/render-message.ts'

/** What a way for messages does with texts: its own templates and the name it puts in front. */
export type WayOfTexts = {
  readonly name: string
  /** Approved template of each kind; null: it takes texts as they are. */
  readonly templates: Readonly<Partial<Record<string, string>>> | null
  /** Put before the text in 【】; null: nothing. */
  readonly signature: string | null
}

/** A kind of message in a language, as it leaves by each way. */
export type MessagePreview = {
  readonly kind: MessageKind
  readonly language: string
  readonly variables: readonly string[]
  readonly text: string
  /** As it is paid for, without any signature. */
  readonly parts: number
  /** `template` null: the text is sent as it is; `missing`: this way does not take the kind. */
  readonly ways: readonly {
    readonly name: string
    readonly template: string | null
    readonly missing: boolean
    readonly parts: number
  }[]
}

/**
 * A text with these values; a variable without one shows as its name in braces, `{code}`.
 * @param values those that are no variables of the kind are left out.
 */
export function previewMessage(
  kind: MessageKind,
  language: string,
  values: Readonly<Record<string, string>>,
  ways: readonly WayOfTexts[],
): MessagePreview {
  const { variables } = kindRules[kind]
  const shown = Object.fromEntries(variables.map((name) => [name, values[name] ?? `{${name}}`]))
  const { text } = renderMessage(kind, language, shown)
  return {
    kind,
    language,
    variables,
    text,
    parts: countParts(text),
    ways: ways.map(({ name, templates, signature }) => ({
      name,
      template: templates?.[kind] ?? null,
      missing: templates !== null && templates[kind] === undefined,
      parts: countParts(signature === null ? text : `【${signature}】${text}`),
    })),
  }
}

/** Every kind in every language. */
export const previewMessages = (ways: readonly WayOfTexts[]): readonly MessagePreview[] =>
  messageKinds.flatMap((kind) => messageLanguages.map((language) => previewMessage(kind, language, {}, ways)))
