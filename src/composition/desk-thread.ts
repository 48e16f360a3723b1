import { answerQuestions } from '../adapters/threads/answer-questions.ts'
import { contactDesk } from './contact-desk.ts'
import { tableDesk } from './table-desk.ts'
import type { DeskQuestion, Desks } from './thread-desks.ts'

// The thread's own program.
const desks: Desks = { tables: tableDesk, contacts: contactDesk }
answerQuestions(({ desk, act, given }: DeskQuestion) => {
  const acts: Readonly<Record<string, (...given: never[]) => unknown>> = desks[desk]
  return acts[act]!(...(given as never[]))
})
