import { answerQuestions } from '../../../src/adapters/threads/answer-questions.ts'
import type { DeskQuestion } from '../../../src/composition/thread-desks.ts'

// A program that reads nothing, and tells what it was asked.
answerQuestions(({ desk, act }: DeskQuestion) =>
  act === 'write'
    ? `${desk} written elsewhere`
    : { ok: false, faults: [{ path: '', message: `${desk} read elsewhere` }] },
)
