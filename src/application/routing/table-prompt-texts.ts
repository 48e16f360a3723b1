import { promptKey, type TablePrompt } from '../../domain/call/phrase.ts'
import type { RoutingTable, Words } from '../../domain/routing/routing-table.ts'
import type { Language, PromptFault, PromptText } from '../ports/prompts.ts'
import { sayKey } from './key-words.ts'

/** Sentence templates of a language, null where nobody can speak it. */
export type Catalogue = (language: Language) => Readonly<Record<string, string>> | null

/** A sentence about a thing of the table, before it has a language. `text` replaces the catalogue's template. */
type Sentence = {
  readonly say: TablePrompt
  readonly of: string
  readonly name: Words
  readonly key?: string
  readonly text?: Words
}

/**
 * Every sentence that calls need because of what stands in the table, in each of its languages: names and keys are put
 * into the catalogue's templates. Faults: languages without a catalogue, and templates that are not in it.
 */
export function tablePromptTexts(
  table: RoutingTable,
  catalogue: Catalogue,
): { readonly sentences: readonly PromptText[]; readonly faults: readonly PromptFault[] } {
  const faults: PromptFault[] = []
  const wanted = sentencesOf(table)
  const sentences = table.languages.flatMap((language) => {
    const templates = catalogue(language)
    if (templates === null) {
      faults.push({ language, key: 'catalogue', reason: `there is no catalogue of sentences in ${language}` })
      return []
    }
    return [...wanted].flatMap(([key, sentence]): PromptText[] => {
      const template = sentence.text?.[language] ?? templates[sentence.say]
      if (template === undefined) {
        faults.push({ language, key, reason: `the catalogue has no sentence ${sentence.say}` })
        return []
      }
      const text = sentence.text ? template : fill(template, sentence, language)
      return [{ language, key, text }]
    })
  })
  return { sentences, faults }
}

function fill(template: string, sentence: Sentence, language: Language): string {
  const key = sentence.key === undefined ? '' : sayKey(sentence.key, language)
  return template.replace(/\{(name|key)\}/g, (_, field) => (field === 'key' ? key : (sentence.name[language] ?? '')))
}

/** Each sentence once, by the name it is kept under; validation has seen to it that one name has one key. */
function sentencesOf(table: RoutingTable): ReadonlyMap<string, Sentence> {
  const all = [...ofEntrances(table), ...ofMenus(table), ...ofCategories(table), ...ofAreas(table), ...ofUnits(table)]
  return new Map(all.map((sentence) => [promptKey(sentence), sentence]))
}

const ofEntrances = ({ lines, notices }: RoutingTable): Sentence[] => [
  ...lines.map(
    ({ id, name, greeting }): Sentence => ({
      say: 'greeting',
      of: id,
      name,
      ...(greeting === null ? {} : { text: greeting }),
    }),
  ),
  ...notices.map(({ id, text }): Sentence => ({ say: 'notice', of: id, name: text })),
]

const ofMenus = (table: RoutingTable): Sentence[] =>
  table.menus.flatMap(({ dangers, entries }) => [
    ...dangers.map(({ key, emergency }): Sentence => {
      const name = table.emergencies.find(({ id }) => id === emergency)?.name ?? {}
      return { say: 'dangerChoice', of: emergency, key, name }
    }),
    ...entries
      .flatMap((entry) => ('category' in entry ? [entry] : [entry, ...entry.entries]))
      .map((entry): Sentence => {
        if ('group' in entry) return { say: 'menuChoice', of: entry.group, key: entry.key, name: entry.name }
        const name = table.categories.find(({ id }) => id === entry.category)?.name ?? {}
        return { say: 'menuChoice', of: entry.category, key: entry.key, name }
      }),
  ])

const ofCategories = ({ categories }: RoutingTable): Sentence[] =>
  categories.flatMap(({ id, name, question }) => [
    { say: 'categoryName', of: id, name },
    ...(question === null ? [] : [{ say: 'question', of: id, name: question.text } as const]),
    ...(question?.answers ?? []).flatMap((answer): Sentence[] => [
      { say: 'answerChoice', of: answer.id, key: answer.key, name: answer.name },
      { say: 'answerName', of: answer.id, name: answer.name },
    ]),
  ])

const ofAreas = ({ areas }: RoutingTable): Sentence[] =>
  areas.flatMap(({ id, key, name }): Sentence[] => [
    { say: 'areaName', of: id, name },
    ...(key === null ? [] : [{ say: 'areaChoice', of: id, key, name } as const]),
  ])

const ofUnits = ({ units, centre }: RoutingTable): Sentence[] => [
  ...units.flatMap(({ id, name }): Sentence[] => [
    { say: 'connectingUnit', of: id, name },
    { say: 'stillConnectingUnit', of: id, name },
    { say: 'unitAccepted', of: id, name },
    { say: 'unitName', of: id, name },
  ]),
  ...[...units.flatMap(({ responders }) => responders), ...centre.dutyOfficers].map(
    ({ id, name }): Sentence => ({ say: 'takenBy', of: id, name }),
  ),
]
