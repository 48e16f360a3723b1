/** An event as Asterisk sent it: JSON with a `type`, otherwise unchecked. */
export type RawEvent = { readonly type: string; readonly [field: string]: unknown }

export type AriMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type AriQuery = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * What became of a request. `answered` has Asterisk's HTTP status, whatever it is; its body is the JSON value, a Buffer
 * for anything that is not JSON (recordings), null when empty. `notSent`: certainly not carried out. `unknown`: it may
 * have been carried out or may still be later; ask by GET before acting on it.
 */
export type AriResponse =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly outcome: 'notSent'; readonly detail: string }
  | { readonly outcome: 'unknown'; readonly detail: string }
