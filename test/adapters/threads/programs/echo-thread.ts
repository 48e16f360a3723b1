import { answerQuestions } from '../../../../src/adapters/threads/answer-questions.ts'

// Tells when it begins and ends each thing, and can be asked for what can't be told.
const told: string[] = []
answerQuestions(async (asked: string) => {
  if (asked === 'a function') return () => asked
  told.push(`${asked} begun`)
  await new Promise((resolve) => setImmediate(resolve))
  told.push(`${asked} done`)
  return told
})
