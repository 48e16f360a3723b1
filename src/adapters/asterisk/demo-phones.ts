/** A telephone that registers with a password, for demonstrations: it plays a citizen or a responder. */
export type DemoPhone = { readonly extension: string; readonly password: string }

/** The phones, from the passwords by extension. */
export const demoPhones = (passwords: Readonly<Record<string, string>>): readonly DemoPhone[] =>
  Object.entries(passwords).map(([extension, password]) => ({ extension, password }))
