/** A telephone that registers with a password, for demonstrations: it plays a citizen or a responder. */
export type DemoPhone = { readonly extension: string; readonly password: string }

/** Extensions of the demonstration phones: 1001 to 1008. */
export const demoExtensions: readonly string[] = Array.from({ length: 8 }, (_, index) => String(1001 + index))

/**
 * How a number is dialled: a demonstration phone by its own name, everything else by a trunk. An extension that no phone is set
 * up for goes to the trunk like any number.
 */
export const dialString = (number: string, endpoint: string, phones: readonly DemoPhone[]): string =>
  phones.some((phone) => phone.extension === number) ? `PJSIP/${number}` : `PJSIP/${number}@${endpoint}`
