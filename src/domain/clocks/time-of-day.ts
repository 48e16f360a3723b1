/** Minutes of a whole day by the clock on the wall. */
export const minutesPerDay = 1440

/**
 * Minutes since midnight of `HH:mm`, 00:00 to 24:00 (1440: the midnight at the end of the day).
 * @returns null where the text is no such time.
 */
export function minutesOfDay(time: string): number | null {
  const match = /^(\d\d):([0-5]\d)$/.exec(time)
  if (!match) return null
  const minute = Number(match[1]) * 60 + Number(match[2])
  return minute <= minutesPerDay ? minute : null
}

/** `HH:mm` of a minute of the day. */
export const timeOfMinutes = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
