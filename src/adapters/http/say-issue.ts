import type { z } from 'zod'
import { en, zhCN } from 'zod/locales'
import type { TextLanguage } from '../../domain/text-catalogue.ts'

type Issue = { readonly code?: string | undefined; readonly message: string }

/**
 * What is wrong with a part of a request, in the words of a language. A schema's usual words are English and are said anew;
 * words of its own stay as they are.
 */
export function sayIssue(issue: Issue, language: TextLanguage): string {
  if (language === 'en') return issue.message
  // What was received is told by the words alone: an issue no longer holds it.
  const [, expected, received] = /^Invalid input: expected (\S+), received (\S+)$/.exec(issue.message) ?? []
  if (expected !== undefined) return received === 'undefined' ? '未填写' : `应为${expected}，收到的是${received}`
  const raw = { input: undefined, ...issue } as unknown as z.core.$ZodRawIssue
  return textOf(english(raw)) === issue.message ? (textOf(chinese(raw)) ?? issue.message) : issue.message
}

/** What is wrong with a body that a schema refuses, place by place. */
export const bodyDetails = ({ issues }: z.ZodError, language: TextLanguage) =>
  issues.map((issue) => ({ in: 'body', path: issue.path.join('.'), message: sayIssue(issue, language) }))

const english = en().localeError
const chinese = zhCN().localeError
const textOf = (said: string | { message: string } | undefined | null): string | undefined =>
  typeof said === 'string' ? said : said?.message
