import type { Finding } from '../../application/ports/table-check.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'

/** A finding in the words of a language. */
export const saidFinding = ({ message, fix, about, ...finding }: Finding, language: TextLanguage) => ({
  ...finding,
  message: message[language],
  fix: fix === null ? null : fix[language],
  ...(about === undefined ? {} : { about }),
})
