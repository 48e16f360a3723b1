import type { AnnouncedDay } from '../../domain/routing/holidays.ts'

/** Where a country's holidays and moved working days are read up. */
export interface HolidaySource {
  /** Name and version, for those who approve. */
  readonly name: string
  /** The days of a year in their order; null: nothing is announced for that year, or it is not known yet. */
  year(year: number): readonly AnnouncedDay[] | null
}
