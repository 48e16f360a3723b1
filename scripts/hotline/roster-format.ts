/** Files that a roster may be, by the end of their names. */
export const rosterFormats = ['.csv', '.xlsx', '.ics'] as const

/** `csv`, `xlsx` or `ics`; null: another kind of file. */
export const rosterFormatOf = (file: string | undefined): string | null =>
  rosterFormats.find((end) => file?.toLowerCase().endsWith(end))?.slice(1) ?? null
