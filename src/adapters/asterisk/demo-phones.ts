/** A telephone that registers with a password, for demonstrations: it plays a citizen or a responder. */
export type DemoPhone = { readonly extension: string; readonly password: string }

/** The phones, from the passwords by extension. */
export const demoPhones = (passwords: Readonly<Record<string, string>>): readonly DemoPhone[] =>
  Object.entries(passwords).map(([extension, password]) => ({ extension, password }))

/**
 * How a number is dialled: a demonstration phone by its own name, everything else by a trunk. An extension that no phone is set
 * up for goes to the trunk like any number.
 */
export const dialString = (number: string, endpoint: string, phones: readonly DemoPhone[]): string =>
  phones.some((phone) => phone.extension === number) ? `PJSIP/${number}` : `PJSIP/${number}@${endpoint}`
