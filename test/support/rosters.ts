import type { Roster } from '../../src/domain/roster/roster.ts'
import type { TimedOverride } from '../../src/domain/routing/duty.ts'

/** A roster of the small table's unit 05, day and night: 0501 by day, 0502 by night. */
export const waterRoster: Roster = {
  id: 'water',
  name: { 'zh-CN': '自来水厂值班表', en: 'waterworks' },
  covers: '05',
  rotations: [],
  shifts: [
    {
      id: 'day',
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '08:00',
      to: '20:00',
      firstDate: null,
      lastDate: null,
      on: { people: ['0501'] },
    },
    {
      id: 'night',
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '20:00',
      to: '08:00',
      firstDate: null,
      lastDate: null,
      on: { people: ['0502'] },
    },
  ],
  overrides: [],
}

/** An override that closes every line for an hour from an instant on, calls go to 110. */
export const aClosing = (from: number, about: Partial<TimedOverride> = {}): TimedOverride => ({
  id: 'closing',
  kind: 'close',
  line: null,
  to: '110',
  from,
  until: from + 3_600_000,
  by: 'api:admin',
  at: from,
  reason: 'power cut',
  ended: null,
  ...about,
})

/** A roster by which these people are on duty at every hour, in this order. */
export const rosterOf = (covers: string, ...people: readonly string[]): Roster => ({
  id: `r-${covers}`,
  name: { 'x-tone': covers },
  covers,
  rotations: [],
  shifts: [
    {
      id: 's',
      days: [1, 2, 3, 4, 5, 6, 7],
      from: '00:00',
      to: '24:00',
      firstDate: null,
      lastDate: null,
      on: { people },
    },
  ],
  overrides: [],
})
