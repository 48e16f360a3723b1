/**
 * The numbers of the bench: line n of the hotline is dialled as 7000000 + n and leads to the responder 139 0000 0000 + n;
 * the bare dialplan's is 8000000 + n and leads to 137 0000 0000 + n. So whoever sees one number of a call knows the call.
 */
export type Way = 'server' | 'dialplan'

const firstDigits: Readonly<Record<Way, { readonly dialled: string; readonly responder: string }>> = {
  server: { dialled: '7', responder: '139' },
  dialplan: { dialled: '8', responder: '137' },
}

/** Lines there can be of each way. */
export const mostLines = 1_000_000

export const dialledNumber = (way: Way, line: number): string =>
  `${firstDigits[way].dialled}${String(line).padStart(6, '0')}`

export const responderNumber = (way: Way, line: number): string =>
  `${firstDigits[way].responder}${String(line).padStart(8, '0')}`

/** A caller of his own for each call, so that none is known to the server already. */
export const callerNumber = (call: number): string => `136${String(call % 100_000_000).padStart(8, '0')}`

/** Which line a responder's number belongs to; null: nobody's, so it should not have been rung. */
export function lineOfResponder(number: string): { readonly way: Way; readonly line: number } | null {
  const [, first, line] = /^(13[79])(\d{8})$/.exec(number) ?? []
  if (line === undefined) return null
  return { way: first === '139' ? 'server' : 'dialplan', line: Number(line) }
}
