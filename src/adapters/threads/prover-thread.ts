import { reckon } from '../../application/routing/reckon.ts'
import { answerQuestions } from './answer-questions.ts'

// The thread's own program.
answerQuestions(reckon)
