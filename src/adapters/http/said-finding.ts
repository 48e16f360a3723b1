import type { Finding } from '../../application/ports/table-check.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import { type IsoTime, withIsoTimes } from './iso-time.ts'

/** What a check has found, in a language; instants in ISO 8601. */
export const saidFinding = ({ message, fix, about, ...finding }: Finding, language: TextLanguage, iso: IsoTime) => ({
  ...finding,
  message: message[language],
  fix: fix === null ? null : fix[language],
  ...(about === undefined ? {} : { about: withIsoTimes(about, iso) }),
})
