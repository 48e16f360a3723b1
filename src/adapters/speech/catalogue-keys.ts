import { type FixedPrompt, fixedPrompts, tablePrompts } from '../../domain/call/phrase.ts'

/** Sounds that are no words: they are generated and have no text. */
export const generatedKeys = ['beep', 'comfort'] as const satisfies readonly FixedPrompt[]

/** What the dialplan says while the server is away. Not phrases of a call: the server never plays them. */
export const fallbackKeys = [
  // to a new caller; to a caller the server left alone in the middle of a call
  'fallbackGreeting',
  'fallbackStatement',
  'fallbackRinging',
  'fallbackTakenOver',
  // life is in danger; the duty officer did not answer, the emergency number is tried; nobody answered at all
  'fallbackDanger',
  'fallbackEmergency',
  'fallbackNobody',
  // to the duty officer, and to the emergency number's officer, before the caller is joined
  'fallbackOfficer',
  'fallbackKeys',
  'fallbackHandover',
] as const
export type FallbackKey = (typeof fallbackKeys)[number]

/** Keys whose text is spoken as it stands. */
export const fixedTextKeys: readonly string[] = [
  ...fixedPrompts.filter((key) => !(generatedKeys as readonly string[]).includes(key)),
  ...fallbackKeys,
]

/** The placeholders a text must have; texts not named here must have none. `{name}` is optional in a danger choice. */
const requiredPlaceholders: Readonly<Record<keyof typeof tablePrompts, readonly string[]>> = {
  greeting: ['name'],
  dangerChoice: ['key'],
  menuChoice: ['name', 'key'],
  question: ['name'],
  answerChoice: ['name', 'key'],
  answerName: ['name'],
  areaChoice: ['name', 'key'],
  areaName: ['name'],
  notice: ['name'],
  categoryName: ['name'],
  connectingUnit: ['name'],
  stillConnectingUnit: ['name'],
  unitAccepted: ['name'],
  unitName: ['name'],
  takenBy: ['name'],
}

/** Every key that a complete catalogue has a text for. */
export const catalogueKeys: readonly string[] = [...fixedTextKeys, ...Object.keys(tablePrompts)]

/** What is wrong with the placeholders of a text; null when nothing is. */
export function placeholderFault(key: string, text: string): string | null {
  const found = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const required = requiredPlaceholders[key as keyof typeof tablePrompts] ?? []
  const allowed = key === 'dangerChoice' ? ['name', 'key'] : required
  const missing = required.filter((name) => !found.includes(name))
  if (missing.length > 0) return `the text must contain ${missing.map((name) => `{${name}}`).join(' and ')}`
  const unknown = found.filter((name) => !allowed.includes(name))
  if (unknown.length === 0) return null
  const choice =
    allowed.length > 0
      ? `only ${allowed.map((name) => `{${name}}`).join(', ')} can be filled here`
      : 'nothing can be filled here'
  return `{${unknown[0]}} means nothing: ${choice}`
}
