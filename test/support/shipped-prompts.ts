import type { HttpDeps } from '../../src/adapters/http/http-deps.ts'
import { loadCatalogue } from '../../src/adapters/speech/catalogue.ts'

const { languages } = loadCatalogue(['asterisk-config/prompts'])

/** The words that come with the program, without their sounds. */
export const shippedPrompts: HttpDeps['prompts'] = {
  catalogue: (language) => languages.get(language)?.texts ?? null,
  prepare: async () => [],
}
