import type { FastifyRequest } from 'fastify'

/** Writes a revision as an ETag. */
export const etagOf = (revision: number): string => `"${revision}"`

/**
 * The revision of the draft that a request was made from: `If-Match: "7"`, or `revision` beside the table; null: it does not
 * say, or not in a way that can be understood.
 */
export function madeFrom(request: FastifyRequest, beside: Readonly<Record<string, unknown>>): number | null {
  const { revision } = beside
  const written = request.headers['if-match'] ?? (typeof revision === 'number' ? String(revision) : '')
  const [, digits] = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(written) ?? []
  return digits === undefined ? null : Number(digits)
}
