const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An id as narrow tables keep it: the 16 bytes of a UUID, or the text of an id that is none. */
export const storedId = (id: string): Buffer | string =>
  uuid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id

/** The way back. */
export function idOfStored(stored: Buffer | string): string {
  if (typeof stored === 'string') return stored
  const hex = stored.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
