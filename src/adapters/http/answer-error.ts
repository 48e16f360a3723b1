import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { GaveUp } from '../../application/ports/gave-up.ts'
import { type ErrorAbout, type ErrorCode, errorTable } from './error-table.ts'
import { errorBody } from './error-texts.ts'
import { languageOf } from './looker-of.ts'
import { sayIssue } from './say-issue.ts'

/** Answers with a refusal of the error table, in the language that was asked for. */
export function refuse(reply: FastifyReply, code: ErrorCode, about: ErrorAbout = {}): FastifyReply {
  const body = errorBody(code, languageOf(reply.request), about)
  return reply.code(errorTable[code][0]).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)
}

/** The one error handler: what fastify or a plugin refuses gets its code; what broke is logged and hidden. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = (error as { validationContext?: string }).validationContext ?? 'request'
    const language = languageOf(request)
    const details = error.validation.flatMap(({ instancePath, message, keyword, params }) => {
      const place = { in: where === 'querystring' ? 'query' : where }
      const path = instancePath.split('/').filter((part) => part !== '')
      if (keyword !== 'unrecognized_keys')
        return [
          {
            ...place,
            path: path.join('.'),
            message: sayIssue({ ...params, code: keyword, message: message ?? '' }, language),
          },
        ]
      const { keys } = params as { keys: readonly string[] }
      return keys.map((key) => ({ ...place, path: [...path, key].join('.'), message: unknownHere[language] }))
    })
    return refuse(reply, 'invalid', { details })
  }
  const code = codeOf(error)
  if (code === 'internal' || code === 'gaveUp') {
    request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    return refuse(reply, code)
  }
  // The parser's own words say what is wrong with the body; they quote at most a character of it.
  return refuse(reply, code, code === 'invalid' ? { details: [{ in: 'body', path: '', message: error.message }] } : {})
}

const unknownHere = { 'zh-CN': '此处没有这一项', en: 'is not known here' } as const

function codeOf(error: FastifyError): ErrorCode {
  if (error instanceof GaveUp) return 'gaveUp'
  switch (error.statusCode) {
    case 400:
      return 'invalid'
    case 404:
      return 'notFound'
    case 413:
      return 'tooLarge'
    case 415:
      return 'unsupportedMediaType'
    case 429:
      return 'tooManyRequests'
    default:
      return 'internal'
  }
}
