/** An instant of the API (ISO 8601 in the server's zone) as people read it: `2026-11-23 14:05`. */
export const shortTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ')
